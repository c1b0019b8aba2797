import { expect, test } from 'vitest';
import { toStereo } from './downmix';

const constant = (...levels: number[]): Float32Array[] =>
  levels.map((level) => Float32Array.of(level, level));

test('mono and stereo stay the very samples', () => {
  const [mono, stereo] = [constant(0.5), constant(0.5, 0.25)];
  expect(toStereo(mono)[0]).toBe(mono[0]);
  expect(toStereo(stereo)).toEqual(stereo);
});

test('5.1 keeps left and right, gives the centre and the rears at -3 dB, and leaves the low frequencies out', () => {
  const [left, right] = toStereo(constant(0.1, 0.2, 0.3, 1, 0.4, 0.5));
  expect(left![0]).toBeCloseTo(0.1 + Math.SQRT1_2 * (0.3 + 0.4), 6);
  expect(right![1]).toBeCloseTo(0.2 + Math.SQRT1_2 * (0.3 + 0.5), 6);
});

test('an unknown number of channels goes left and right in turn, no louder than one of them', () => {
  const [left, right] = toStereo(constant(1, 0.5, 1, 0.5, 1, 0.5, 1));
  expect(left![0]).toBeCloseTo(1, 6);
  expect(right![0]).toBeCloseTo(0.375, 6);
});
