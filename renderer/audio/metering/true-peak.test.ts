import { describe, expect, it } from 'vitest';
import { sineOf } from './testing/tones';
import { TruePeak } from './true-peak';

const decibels = (linear: number): number => 20 * Math.log10(linear);

function peakOf(samples: Float32Array, block = 128): number {
  const meter = new TruePeak();
  for (let from = 0; from < samples.length; from += block) meter.push(samples.subarray(from, from + block));
  return decibels(meter.peak);
}

describe('true peak, EBU Tech 3341', () => {
  it.each([
    ['15', 4, 0, 0.5, -6],
    ['16', 4, 45, 0.5, -6],
    ['17', 6, 60, 0.5, -6],
    ['18', 8, 67.5, 0.5, -6],
    ['19', 4, 45, 1.41, 3],
  ] as const)('case %s: a sine of fs/%d at %d°', (_, division, degrees, amplitude, expected) => {
    const error = peakOf(sineOf(division, degrees, amplitude)) - expected;
    expect(error).toBeLessThanOrEqual(0.2);
    expect(error).toBeGreaterThanOrEqual(-0.4);
  });
});

describe('TruePeak', () => {
  it('is above what the samples show', () => {
    const samples = sineOf(4, 45, 1);
    expect(decibels(samples.reduce((highest, x) => Math.max(highest, Math.abs(x)), 0))).toBeLessThan(-3);
    expect(peakOf(samples)).toBeGreaterThan(-0.4);
  });

  it.each([0, 0.25, 0.5, 0.75])('finds a single peak of 0 dBTP that lies %d samples behind one', (behind) => {
    // A sine of fs/6 that swells to full scale once; cases 20 to 23 of Tech 3341 shift a peak by quarters of a sample.
    const samples = Float32Array.from({ length: 4800 }, (_, i) => {
      const t = i - 2400 - behind;
      return (0.5 + 0.5 * Math.exp(-((t / 20) ** 2))) * Math.cos((2 * Math.PI * t) / 6);
    });
    expect(peakOf(samples)).toBeLessThanOrEqual(0.2);
    expect(peakOf(samples)).toBeGreaterThanOrEqual(-0.4);
  });

  it('finds the same peak however the samples are cut', () => {
    // Loud and quiet parts in turn, so that blocks are passed over.
    const samples = sineOf(4.3, 20, 0.9).map((x, i) => x * (Math.floor(i / 500) % 3 === 0 ? 1 : 0.05));
    expect(peakOf(samples, 5)).toBe(peakOf(samples, 4096));
    expect(peakOf(samples, 7)).toBe(peakOf(samples, 128));
  });
});
