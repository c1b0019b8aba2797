import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './root.mjs';

/**
 * Runs a command with the terminal's own input and output and waits for it.
 * This process outlives the child, so that its clean-up still runs. A polite kill is passed on; Ctrl-C is as well,
 * except on a terminal, which has sent it to the child already: Electron takes a second one for "now".
 *
 * @returns {Promise<number>} the child's exit code; 128 + signal number when a signal ended it; 127 when it could not start
 */
export function run(command, args, { env = process.env, cwd = root, stdio = 'inherit', shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio, shell });
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const settle = (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', () => settle(127));
    child.on('close', (code, signal) =>
      settle(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)),
    );
  });
}

/**
 * Runs a command and collects what it prints. `echo` also shows it while it runs.
 * @returns {Promise<{ code: number, output: string }>} standard output and error together, in order of arrival
 */
export function capture(command, args, { env = process.env, cwd = root, echo = false, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (sink) => (chunk) => {
      output += chunk;
      if (echo) sink.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** npm as a command: the very npm that started this script when there is one, else the one on the PATH. */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return { command: process.execPath, args: [script, ...args], shell: false };
  return { command: 'npm', args, shell: process.platform === 'win32' };
}
