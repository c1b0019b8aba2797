import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureElectronRuntime, executableName } from './electron-runtime.mjs';

let packageDir;
const dist = (...parts) => path.join(packageDir, 'dist', ...parts);

/** A source that writes what a download would leave: a version file, the executable, and one more file. */
const source = (name, version, { broken = false } = {}) => ({
  name,
  fetch({ workDir }) {
    const folder = path.join(workDir, 'unpacked');
    mkdirSync(path.dirname(path.join(folder, executableName)), { recursive: true });
    writeFileSync(path.join(folder, 'version'), version);
    if (broken) throw new Error('the network went away');
    writeFileSync(path.join(folder, executableName), name);
    return Promise.resolve(folder);
  },
});
const leftovers = () => readdirSync(packageDir).filter((name) => name.startsWith('dist.partial-'));

beforeEach(() => {
  packageDir = mkdtempSync(path.join(tmpdir(), 'ganmix-runtime-'));
  writeFileSync(path.join(packageDir, 'package.json'), JSON.stringify({ version: '42.0.0' }));
});
afterEach(() => rmSync(packageDir, { recursive: true, force: true }));

test('the first source that works is taken, and its runtime can be found by the electron package', async () => {
  await ensureElectronRuntime({
    packageDir,
    sources: [source('first', '42.0.0'), source('second', '42.0.0')],
  });
  expect(readFileSync(dist(executableName), 'utf8')).toBe('first');
  expect(readFileSync(path.join(packageDir, 'path.txt'), 'utf8')).toBe(executableName);
  expect(leftovers()).toEqual([]);
});

test('a source that breaks off half-way leaves nothing, and the next one is used', async () => {
  const sources = [source('first', '42.0.0', { broken: true }), source('second', '42.0.0')];
  await ensureElectronRuntime({ packageDir, sources });
  expect(readFileSync(dist(executableName), 'utf8')).toBe('second');
  expect(leftovers()).toEqual([]);
});

test('a runtime of another version is refused', async () => {
  const attempt = ensureElectronRuntime({ packageDir, sources: [source('old', '41.0.0')] });
  await expect(attempt).rejects.toThrow('41.0.0');
  expect(existsSync(dist())).toBe(false);
  expect(leftovers()).toEqual([]);
});

test('what an interrupted run left behind is removed, and a current runtime is not fetched again', async () => {
  mkdirSync(path.join(packageDir, 'dist.partial-1'));
  await ensureElectronRuntime({ packageDir, sources: [source('first', '42.0.0')] });
  expect(leftovers()).toEqual([]);
  await ensureElectronRuntime({ packageDir, sources: [source('second', '42.0.0')] });
  expect(readFileSync(dist(executableName), 'utf8')).toBe('first');
});

test('an outdated runtime is replaced whole', async () => {
  mkdirSync(dist(), { recursive: true });
  writeFileSync(dist('version'), '41.0.0');
  writeFileSync(dist('left-from-41'), '');
  await ensureElectronRuntime({ packageDir, sources: [source('first', '42.0.0')] });
  expect(existsSync(dist('left-from-41'))).toBe(false);
  expect(readFileSync(dist('version'), 'utf8')).toBe('42.0.0');
});
