import { describe, expect, it } from 'vitest';
import { finishLevel, PEAK_CEILING } from './level';
import { gaussian } from './noise';

const RATE = 44_100;
const hiss = (rms: number, seconds = 1): Float32Array =>
  gaussian(1, 'frame', Math.round(seconds * RATE)).map((x) => x * rms);
const finished = (pcm: Float32Array, edges = false): Float32Array => {
  const copy = pcm.slice();
  finishLevel(copy, edges);
  return copy;
};
const rms = (pcm: Float32Array): number => Math.sqrt(pcm.reduce((sum, x) => sum + x * x, 0) / pcm.length);
const peak = (pcm: Float32Array): number => pcm.reduce((best, x) => Math.max(best, Math.abs(x)), 0);
const db = (ratio: number): number => 20 * Math.log10(ratio);
const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * RATE));

describe('final level', () => {
  it('raises a quiet take to -20 dBFS in its loudest 400 ms, whatever silence surrounds it', () => {
    expect(db(rms(finished(hiss(0.02))))).toBeCloseTo(-20, 0);
    const burst = hiss(0.02, 0.5);
    const late = new Float32Array([...silence(2), ...burst, ...silence(3)]);
    expect(db(rms(finished(late).slice(2 * RATE, 2.5 * RATE)))).toBeCloseTo(-20, 0);
    expect(db(rms(finished(hiss(0.02, 0.3))))).toBeCloseTo(-20, 0);
  });

  it('raises by no more than 20 dB, and never past -1 dBFS', () => {
    expect(db(rms(finished(hiss(0.001))) / rms(hiss(0.001)))).toBeCloseTo(20, 1);
    const click = hiss(0.001);
    click[5000] = 0.5;
    expect(peak(finished(click))).toBeCloseTo(PEAK_CEILING, 3);
  });

  it('leaves a take of working level as it is, and lowers a loud one as a whole', () => {
    const loud = hiss(0.15);
    const mean = loud.reduce((sum, x) => sum + x, 0) / loud.length;
    finished(loud).forEach((x, n) => {
      expect(Math.abs(x + mean - loud[n]!)).toBeLessThan(1e-6);
    });
    expect(peak(finished(hiss(1)))).toBeCloseTo(PEAK_CEILING, 5);
  });

  it('takes out a constant offset', () => {
    const made = finished(hiss(0.1).map((x) => x + 0.05));
    expect(Math.abs(made.reduce((sum, x) => sum + x, 0) / made.length)).toBeLessThan(1e-6);
  });

  it('fades three milliseconds at both ends of a sound, and nothing of a loop', () => {
    const sound = hiss(0.2);
    const faded = finished(sound, true);
    const whole = finished(sound);
    expect(faded.slice(132, -132)).toEqual(whole.slice(132, -132));
    expect(Math.abs(faded[0]!)).toBeLessThan(1e-3);
    expect(Math.abs(faded.at(-1)!)).toBeLessThan(1e-3);
  });

  it.each([
    ['what has run away', hiss(20)],
    ['what is no number', hiss(0.1).fill(NaN, 5, 6)],
    ['silence, before it is raised', hiss(1e-4)],
    ['an offset and nothing else', new Float32Array(RATE).fill(0.3)],
  ])('refuses %s', (_, pcm) => {
    expect(() => finished(pcm)).toThrow(/^The model gave/);
  });
});
