import { expect, test } from 'vitest';
import { dependenciesAreCurrent } from './dependencies.mjs';

const lock = {
  packages: {
    '': { name: 'studio' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/electron': { version: '42.0.0', dev: true },
    'node_modules/@rollup/win32-x64': { version: '1.0.0', optional: true },
  },
};
const installed = (versions) => ({
  packages: Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
  ),
});

test('an install that holds every package at its version is current', () => {
  expect(dependenciesAreCurrent(lock, installed({ zod: '4.6.7', electron: '42.0.0' }))).toBe(true);
});

test('a missing package, another version, or no finished install is not current', () => {
  expect(dependenciesAreCurrent(lock, installed({ zod: '4.6.7' }))).toBe(false);
  expect(dependenciesAreCurrent(lock, installed({ zod: '4.6.6', electron: '42.0.0' }))).toBe(false);
  expect(dependenciesAreCurrent(lock, null)).toBe(false);
});

test('an optional package of this platform still has to have the version asked for', () => {
  const found = installed({ zod: '4.6.7', electron: '42.0.0', '@rollup/win32-x64': '0.9.0' });
  expect(dependenciesAreCurrent(lock, found)).toBe(false);
});

test('this very checkout is current by its own lock file', () => {
  expect(dependenciesAreCurrent()).toBe(true);
});
