import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from './child.mjs';
import { SetupError, say } from './report.mjs';
import { inRoot } from './root.mjs';

const sources = [
  'main',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
];
const stampFile = inRoot('out', '.built');

function* filesUnder(entry) {
  const absolute = inRoot(entry);
  const listing = existsSync(absolute) ? readdirSync(absolute, { withFileTypes: true, recursive: true }) : [];
  for (const item of listing) {
    if (item.isFile()) yield path.join(item.parentPath ?? item.path, item.name);
  }
}

/** Hash over names and contents of all that the build reads (about 10 ms): unlike times, it survives a checkout. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const entry of sources) {
    const files = path.extname(entry) ? [inRoot(entry)] : [...filesUnder(entry)].sort();
    for (const file of files) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash.update(path.relative(inRoot(), file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const isBuilt = (hash) =>
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === hash &&
  existsSync(inRoot('out', 'main', 'index.js')) &&
  existsSync(inRoot('out', 'renderer', 'index.html'));

/** Builds main, preload and window into out/ when a source has changed since the last build. */
export async function ensureBuild() {
  const hash = sourceHash();
  if (isBuilt(hash)) return;
  say('Building…');
  rmSync(stampFile, { force: true });
  const vite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await capture(process.execPath, [vite, 'build']);
  if (code !== 0) {
    say(output);
    throw new SetupError('The build failed; the reason is in the lines above.');
  }
  writeFileSync(stampFile, hash);
}
