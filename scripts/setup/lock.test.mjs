import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withSetupLock } from './lock.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ganmix-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('two setups at once run one after the other', async () => {
  const file = path.join(folder, '.setup.lock');
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside--;
  };
  await Promise.all([withSetupLock(work, file), withSetupLock(work, file)]);
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

test('a lock left by a process that is gone is taken over', async () => {
  const file = path.join(folder, 'deep', '.setup.lock');
  mkdirSync(path.dirname(file));
  // Beyond the largest process id any system gives out.
  writeFileSync(file, '2147483646');
  await expect(withSetupLock(() => 'done', file)).resolves.toBe('done');
});

test('the lock is released when the work fails', async () => {
  const file = path.join(folder, '.setup.lock');
  await expect(withSetupLock(() => Promise.reject(new Error('no network')), file)).rejects.toThrow(
    'no network',
  );
  expect(existsSync(file)).toBe(false);
});
