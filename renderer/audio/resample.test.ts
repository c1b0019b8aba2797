import { describe, expect, it } from 'vitest';
import { resample, resampleWindow } from './resample';

const tone = (hertz: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * i) / rate),
  );

const decibels = (x: number): number => 20 * Math.log10(Math.max(x, 1e-15));

/** Largest difference from the tone itself, in dB, away from the ends. */
function toneError(hertz: number, from: number, to: number): number {
  const output = resample(tone(hertz, from, 0.25), from, to);
  const ideal = tone(hertz, to, 0.25);
  let worst = 0;
  for (let i = 500; i < output.length - 500; i += 1)
    worst = Math.max(worst, Math.abs(output[i]! - ideal[i]!));
  return decibels(worst);
}

describe('resample', () => {
  it.each([
    [44_100, 48_000],
    [48_000, 44_100],
    [22_050, 48_000],
    [96_000, 44_100],
  ])('keeps tones from %i to %i Hz, in phase and in level', (from, to) => {
    for (const hertz of [50, 440, 1000, 5000, 9000]) expect(toneError(hertz, from, to)).toBeLessThan(-80);
  });

  it('lets nothing above the new Nyquist frequency through', () => {
    const output = resample(tone(23_000, 48_000, 0.25), 48_000, 44_100).subarray(500, 10_000);
    expect(decibels(output.reduce((max, x) => Math.max(max, Math.abs(x)), 0))).toBeLessThan(-80);
  });

  it('has the rounded length, and keeps a constant', () => {
    const output = resample(new Float32Array(4411).fill(0.5), 44_100, 48_000);
    expect(output.length).toBe(Math.round((4411 * 48_000) / 44_100));
    expect(output[2400]).toBeCloseTo(0.5, 6);
    expect(resample(new Float32Array(1), 96_000, 8000).length).toBe(1);
  });

  it.each([
    [44_100, 48_000],
    [48_000, 44_100],
    [48_000, 48_000],
    [96_000, 44_100],
  ])('gives a window from %i to %i Hz to the bit as it gives the whole', (from, to) => {
    const sound = Float32Array.from({ length: 9000 }, (_, i) => Math.sin(i * i));
    const whole = resample(sound, from, to);
    for (const [first, frames] of [
      [0, 1],
      [0, 500],
      [1, 700],
      [3000, 997],
      [whole.length - 400, 400],
    ] as const) {
      const part = resampleWindow(from, to, first, frames);
      const piece = resample(sound.slice(part.from, part.from + part.length), from, to);
      expect(piece.slice(part.skip, part.skip + frames)).toEqual(whole.slice(first, first + frames));
    }
  });

  it('copies when the rate stays', () => {
    const input = Float32Array.of(1, 2, 3);
    const output = resample(input, 48_000, 48_000);
    expect([...output]).toEqual([1, 2, 3]);
    expect(output).not.toBe(input);
  });
});
