import { existsSync } from 'node:fs';
import { npmCommand, run } from './child.mjs';
import { SetupError, say } from './report.mjs';
import { inRoot, readJson } from './root.mjs';

/**
 * True when node_modules holds what package-lock.json asks for. npm writes node_modules/.package-lock.json last, so
 * an interrupted install counts as none; an install made by hand counts as well as one made here.
 */
export function dependenciesAreCurrent(
  wanted = readJson(inRoot('package-lock.json')),
  installed = readJson(inRoot('node_modules', '.package-lock.json')),
) {
  if (!wanted?.packages || !installed?.packages) return false;
  return Object.entries(wanted.packages).every(([where, entry]) => {
    if (where === '' || entry.link) return true;
    const found = installed.packages[where];
    // Optional packages of other platforms are in the lock file and rightly not in node_modules.
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version;
  });
}

/** Installs exactly what package-lock.json names, when node_modules does not hold it already. */
export async function ensureDependencies() {
  if (dependenciesAreCurrent()) return;
  say(
    existsSync(inRoot('node_modules')) ? 'Updating dependencies…' : 'Installing dependencies (about 900 MB)…',
  );
  const npm = npmCommand(['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  // onnxruntime-node would download CUDA libraries of several hundred megabytes that most machines cannot use.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const code = await run(npm.command, npm.args, { env, shell: npm.shell });
  if (code !== 0) {
    throw new SetupError(
      `Installing the dependencies failed (npm ci ended with code ${code}).`,
      'The reason is in the lines above: usually the network, the npm registry or a full disk. Then run the command again.',
    );
  }
}
