import { expect, test } from 'vitest';
import { SEED_MAX } from '../../preload/contract/sound';
import { randomSeed } from '../state/generation';
import { parseSeed, readForm, stepHistory, withRecent } from './form';

test('a form of another version or a broken one gives the defaults', () => {
  for (const text of [null, '{"takes": 99}', 'no JSON']) {
    expect(readForm(text)).toMatchObject({ prompt: '', takes: 4, seedLocked: false, recent: [] });
  }
  expect(readForm('{"takes": 2}')).toMatchObject({ takes: 2 });
});

test('seeds are unsigned 32-bit integers', () => {
  expect(parseSeed(' 42 ')).toBe(42);
  expect(parseSeed(String(SEED_MAX))).toBe(SEED_MAX);
  expect(parseSeed(String(SEED_MAX + 1))).toBeNull();
  for (const text of ['', '-1', '1.5', '1e3', 'seven']) expect(parseSeed(text)).toBeNull();
  expect(parseSeed(String(randomSeed()))).not.toBeNull();
});

test('the history walks back to older prompts and forward to what was being written', () => {
  const recent = ['newest', 'older'];
  const one = stepHistory(recent, -1, 1, 'draft');
  expect(one).toEqual({ position: 0, text: 'newest' });
  expect(stepHistory(recent, 0, 1, 'draft')).toEqual({ position: 1, text: 'older' });
  expect(stepHistory(recent, 1, 1, 'draft')).toBeNull();
  expect(stepHistory(recent, 0, -1, 'draft')).toEqual({ position: -1, text: 'draft' });
  expect(stepHistory(recent, -1, -1, 'draft')).toBeNull();
});

test('a prompt used again moves to the front; the list does not grow without end', () => {
  expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a']);
  const many = Array.from({ length: 60 }, (_, index) => `prompt ${index}`);
  expect(withRecent(many, 'new').length).toBeLessThan(60);
});
