import { utilityProcess } from 'electron';
import type { HostProcess } from './host-process';

/** Runs the built host (`entry`, a JavaScript file) as an Electron utility process; call after the app's `ready`. */
export function utilityHost(entry: string): HostProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'GANmix inference', stdio: 'inherit' });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => {
      // UtilityProcess.kill() asks with SIGTERM; a process inside native code must be ended.
      if (child.pid === undefined || process.platform === 'win32') child.kill();
      else process.kill(child.pid, 'SIGKILL');
    },
  };
}
