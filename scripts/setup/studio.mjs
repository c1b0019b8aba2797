import { run } from './child.mjs';
import { hasDisplay, withVirtualDisplay } from './display.mjs';
import { electronPath } from './electron-runtime.mjs';
import { root } from './root.mjs';

/** Chromium refuses to start its sandbox as root; for everyone else it stays on. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * Runs the built studio with the given arguments until it ends. Without a display it gets a virtual one.
 * @returns {Promise<number>} its exit code
 */
export function runStudio(args) {
  const { ELECTRON_RUN_AS_NODE: _, ...clean } = process.env;
  const start = (env) => run(electronPath, [...asRoot, root, ...args], { env, cwd: process.cwd() });
  if (hasDisplay()) return start(clean);
  return withVirtualDisplay(({ ELECTRON_RUN_AS_NODE: __, ...env }) =>
    start({ ...env, LIBGL_ALWAYS_SOFTWARE: '1' }),
  );
}

/** Runs a built command-line entry in Electron's own Node: no window, no display. */
export const runInElectronNode = (script, args, env = process.env) =>
  run(electronPath, [script, ...args], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    cwd: process.cwd(),
  });
