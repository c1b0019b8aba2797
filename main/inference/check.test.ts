import { describe, expect, it } from 'vitest';
import { checkSound } from './check';
import { PEAK_CEILING } from './level';
import { gaussian } from './noise';

const RATE = 44_100;
const tone = (hz: number, level: (n: number) => number = () => 0.5, seconds = 1): Float32Array =>
  Float32Array.from({ length: seconds * RATE }, (_, n) => level(n) * Math.sin((2 * Math.PI * hz * n) / RATE));
const hiss = (rms: number, seconds = 1): Float32Array =>
  gaussian(1, 'frame', seconds * RATE).map((x) => x * rms);
const tagOf = (check: () => void): unknown => {
  try {
    check();
  } catch (thrown) {
    return (thrown as { tag?: unknown }).tag;
  }
  return 'passed';
};

describe('output check', () => {
  it('passes noise, a decaying tone, a chord and a sound with long silence', () => {
    const late = hiss(0.1, 2).fill(0, 2000);
    const chord = tone(440).map((x, n) => (x + Math.sin((2 * Math.PI * 660 * n) / RATE)) / 2);
    const bell = tone(880, (n) => Math.exp(-n / 9000));
    for (const sound of [hiss(0.1), late, chord, bell, hiss(0.05).slice(0, 13_230)]) {
      expect(tagOf(() => checkSound(sound))).toBe('passed');
    }
  });

  it.each([
    ['silence', new Float32Array(RATE)],
    ['near silence', hiss(1e-5)],
    ['a sample that is no number', hiss(0.1).fill(NaN, 100, 101)],
    ['an infinite sample', hiss(0.1).fill(Infinity, 100, 101)],
    ['samples beyond full scale', hiss(0.1).fill(1.2, 100, 101)],
    ['a clipped wave', tone(50, () => 40).map((x) => Math.max(-PEAK_CEILING, Math.min(PEAK_CEILING, x)))],
    ['a constant tone', tone(1000)],
    ['a constant hum', tone(50)],
    ['a constant offset', new Float32Array(RATE).fill(0.3)],
  ])('refuses %s', (_, sound) => {
    expect(tagOf(() => checkSound(sound))).toBe('output-check');
  });
});
