import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE_BIN, levelFor, PeaksBuilder, rangeOf, type Peaks } from './pyramid';

const audio = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, index) => Math.sin(index * 0.37 + seed) * Math.cos(index * 0.0113) * 0.9);

/** In blocks of a length that divides none of the sounds. */
function buildPeaks(channels: readonly Float32Array[], sampleRate: number, block = 1024): Peaks {
  const builder = new PeaksBuilder(sampleRate);
  const frames = channels[0]?.length ?? 0;
  for (let at = 0; at < frames; at += block) {
    builder.push(channels.map((channel) => channel.subarray(at, at + block)));
  }
  return builder.finish();
}

describe('peak pyramid', () => {
  it('holds at every level the exact extremes of every bin, to 16 bits', () => {
    const left = audio(5003, 1);
    const right = audio(5003, 2);
    const peaks = buildPeaks([left, right], 48_000);
    expect(peaks.levels.length).toBeGreaterThan(1);
    for (const { bin, min, max } of peaks.levels) {
      expect(min.length).toBe(Math.ceil(5003 / bin));
      for (let index = 0; index < min.length; index += 1) {
        const part = [left, right].flatMap((channel) => [...channel.slice(index * bin, (index + 1) * bin)]);
        expect(min[index]).toBe(Math.round(Math.min(...part) * 32_767));
        expect(max[index]).toBe(Math.round(Math.max(...part) * 32_767));
      }
    }
  });

  it('never hides a sample: any range at its own level covers the extremes within it', () => {
    const samples = audio(40_000, 3);
    const peaks = buildPeaks([samples], 44_100);
    fc.assert(
      fc.property(fc.nat(39_000), fc.integer({ min: 1, max: 9000 }), (from, length) => {
        const to = Math.min(40_000, from + length);
        const level = levelFor(peaks, to - from);
        const range = level && rangeOf(level, from, to);
        const part = samples.subarray(from, to);
        const low = part.reduce((a, b) => Math.min(a, b));
        const high = part.reduce((a, b) => Math.max(a, b));
        expect(range?.min).toBeLessThanOrEqual(low + 1 / 32_767);
        expect(range?.max).toBeGreaterThanOrEqual(high - 1 / 32_767);
        // and shows at most one bin more on either side
        const bin = level?.bin ?? 0;
        const wide = samples.subarray(Math.max(0, from - bin), to + bin);
        expect(range?.max).toBeLessThanOrEqual(wide.reduce((a, b) => Math.max(a, b)) + 1 / 32_767);
      }),
    );
  });

  it('clips beyond full scale and tells nothing outside the sound', () => {
    const peaks = buildPeaks([Float32Array.of(2, -3, 0, 0)], 48_000);
    const level = levelFor(peaks, 1);
    expect(level?.bin).toBe(BASE_BIN);
    expect(level && rangeOf(level, 0, 4)).toEqual({ min: -1, max: 1 });
    expect(level && rangeOf(level, -20, -10)).toBeNull();
    expect(level && rangeOf(level, 800, 900)).toBeNull();
  });

  it('reads about as many bins whatever the zoom', () => {
    const peaks = buildPeaks([audio(2_000_000, 4)], 48_000);
    for (const perColumn of [1, 10, 100, 1000, 10_000, 100_000]) {
      const level = levelFor(peaks, perColumn);
      expect(perColumn / (level?.bin ?? 0)).toBeLessThan(perColumn < 100_000 ? 4 : 8);
    }
  });
});
