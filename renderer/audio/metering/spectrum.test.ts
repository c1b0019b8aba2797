import { expect, it } from 'vitest';
import { noise } from '../kernels/kernel';
import { SPECTRUM_LINES, SPECTRUM_SIZE, SpectrumMeter } from './spectrum';

function spectrumOf(frames: Float32Array): Float32Array {
  const levels = new Float32Array(SPECTRUM_LINES);
  new SpectrumMeter().read(frames, levels);
  return levels;
}

/** One line by the definition. */
function lineOf(frames: Float32Array, k: number): number {
  let [re, im] = [0, 0];
  frames.forEach((x, i) => {
    const angle = (2 * Math.PI * i) / SPECTRUM_SIZE;
    const windowed = x * (0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle));
    re += windowed * Math.cos(k * angle);
    im -= windowed * Math.sin(k * angle);
  });
  return 20 * Math.log10(Math.hypot(re, im) / SPECTRUM_SIZE);
}

it('agrees with the definition, line by line', () => {
  const next = noise(7);
  const frames = Float32Array.from({ length: SPECTRUM_SIZE }, () => next() + 0.3);
  const levels = spectrumOf(frames);
  for (const k of [0, 1, 2, 3, 17, 511, 1024, 1500, SPECTRUM_LINES - 1])
    expect(levels[k]).toBeCloseTo(lineOf(frames, k), 3);
});

it('reads a sine on its line, and nothing beyond the window’s skirts', () => {
  const line = 300;
  const sine = (_: unknown, i: number): number => Math.sin((2 * Math.PI * line * i) / SPECTRUM_SIZE);
  const levels = spectrumOf(Float32Array.from({ length: SPECTRUM_SIZE }, sine));
  expect(levels[line]).toBeCloseTo(20 * Math.log10(0.42 / 2), 3);
  levels.forEach((level, k) => {
    if (Math.abs(k - line) > 2) expect(level).toBeLessThan(-140);
  });
});

it('says of silence that it is far below anything', () => {
  expect(Math.max(...spectrumOf(new Float32Array(SPECTRUM_SIZE)))).toBeCloseTo(-360, 3);
});
