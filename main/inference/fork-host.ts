import { fork } from 'node:child_process';
import type { HostProcess } from './host-process';

/** Runs the built host (`entry`, a JavaScript file) as a plain Node process: for the command line and the tests. */
export function forkHost(entry: string): HostProcess & { readonly pid: number | undefined } {
  // 'advanced' is structured clone: typed arrays arrive as such.
  const child = fork(entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const listeners = new Set<(reason: string) => void>();
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    for (const listener of listeners) listener(reason);
  };
  child.once('exit', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
  // A process that could not be started has no exit event; a channel that breaks is followed by one.
  child.on('error', (error) => {
    if (child.pid === undefined) end(error.message);
  });
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void listeners.add(listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
