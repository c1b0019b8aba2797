import { spawn } from 'node:child_process';
import { SetupError } from './report.mjs';

/** Whether a window can be shown here. Only Linux can be without a display. */
export const hasDisplay = (env = process.env) =>
  process.platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);

/**
 * Runs `work` with an X display in memory that is its alone, and ends it afterwards. Xvfb picks a free number itself
 * and says which on file descriptor 3, once it is ready: nothing is guessed and nothing is waited for.
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work gets the environment to start programs with
 */
export async function withVirtualDisplay(work) {
  const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => server.kill();
  process.once('exit', stop);
  try {
    const number = await new Promise((resolve, reject) => {
      const failed = () =>
        reject(
          new SetupError(
            'The virtual display (Xvfb) did not start.',
            'Install it with: apt-get install xvfb xauth',
          ),
        );
      server.once('error', failed);
      server.once('exit', failed);
      server.stdio[3].once('data', (chunk) => resolve(String(chunk).trim()));
    });
    const { WAYLAND_DISPLAY: _, ...env } = process.env;
    return await work({ ...env, DISPLAY: `:${number}` });
  } finally {
    process.off('exit', stop);
    stop();
  }
}
