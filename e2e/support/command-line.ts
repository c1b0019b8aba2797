import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, studioCommand, studioEnvironment } from './studio';

export type Finished = { code: number; stdout: string; stderr: string };

function finish(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, ...text }));
  });
}

/** `npm run sound -- ARGS` without the setup, in `folder`, and without any display. */
export function runSound(args: readonly string[], folder: string): Promise<Finished> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = studioEnvironment();
  const script = join(root, 'out', 'main', 'sound.js');
  return finish(studioCommand.executable, [script, ...args], folder, { ...env, ELECTRON_RUN_AS_NODE: '1' });
}

/** The built studio with ARGS for a job without a window (`--render`, `--demo`), in `folder`. */
export const runHeadless = (
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Finished> =>
  finish(studioCommand.executable, [...studioCommand.args, ...args], folder, {
    ...studioEnvironment(),
    ...variables,
  });
