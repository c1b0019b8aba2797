import { expect, test } from 'vitest';
import { forbiddenImport } from './layers.mjs';

const features = ['timeline', 'mixer'];
const allowed = (from, to) => forbiddenImport(from, to, features) === null;

test('imports down the layers are allowed', () => {
  expect(allowed('renderer/timeline', 'renderer/audio')).toBe(true);
  expect(allowed('renderer/audio', 'renderer/document')).toBe(true);
  expect(allowed('renderer/document', 'preload/contract')).toBe(true);
  expect(allowed('main', 'preload/contract')).toBe(true);
  expect(allowed('preload', 'preload/contract')).toBe(true);
  expect(allowed('renderer/app', 'renderer/timeline')).toBe(true);
  expect(allowed('renderer/timeline', 'renderer/ui')).toBe(true);
});

test('imports up or across the layers are refused', () => {
  expect(allowed('renderer/document', 'renderer/audio')).toBe(false);
  expect(allowed('renderer/audio', 'renderer/state')).toBe(false);
  expect(allowed('preload/contract', 'main')).toBe(false);
  expect(allowed('main', 'renderer/document')).toBe(false);
  expect(allowed('main', 'preload')).toBe(false);
  expect(allowed('renderer/app', 'main')).toBe(false);
  expect(allowed('renderer/app', 'preload')).toBe(false);
  expect(allowed('renderer/ui', 'renderer/mixer')).toBe(false);
  expect(allowed('renderer/timeline', 'renderer/mixer')).toBe(false);
});
