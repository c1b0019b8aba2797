import { run } from './child.mjs';
import { hasDisplay, withVirtualDisplay } from './display.mjs';
import { electronPath } from './electron-runtime.mjs';
import { root } from './root.mjs';

/** Chromium refuses to start its sandbox as root; for everyone else it stays on. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
/** Chromium's own log names every service of a desktop that is not there; what matters the studio says itself. */
const quiet = ['--log-level=3'];

/**
 * Runs the studio with the given arguments until it ends. Without a display it gets a virtual one.
 * @param {string} [packaged] a packaged studio's program, to run instead of the one built here
 * @returns {Promise<number>} its exit code
 */
export function runStudio(args, packaged) {
  const start = ({ ELECTRON_RUN_AS_NODE: _, ...env }) =>
    run(packaged ?? electronPath, [...asRoot, ...quiet, ...(packaged ? [] : [root]), ...args], {
      env,
      cwd: process.cwd(),
    });
  return hasDisplay() ? start(process.env) : withVirtualDisplay(start);
}

/** Runs a built command-line entry in Electron's own Node: no window, no display. */
export const runInElectronNode = (script, args, env = process.env) =>
  run(electronPath, [script, ...args], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    cwd: process.cwd(),
  });
