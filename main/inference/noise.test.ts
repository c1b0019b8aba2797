import { describe, expect, it } from 'vitest';
import { frameNoise, gaussian, generatorNoise } from './noise';

const moments = (values: Float32Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const fourth = values.reduce((sum, value) => sum + (value - mean) ** 4, 0) / values.length;
  return { mean, variance, kurtosis: fourth / variance ** 2 };
};

const correlation = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0) / a.length;

describe('seeded noise', () => {
  it('is standard normal', () => {
    const { mean, variance, kurtosis } = moments(gaussian(12_345, 'frame', 200_000));
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.06);
  });

  it('keeps its numbers for ever: sounds are made again from their seeds', () => {
    const pinned = (seed: number, stream: 'global' | 'frame' | 'texture') => [...gaussian(seed, stream, 3)];
    expect({
      zero: pinned(0, 'global'),
      seven: pinned(7, 'frame'),
      last: pinned(0xffff_ffff, 'texture'),
    }).toMatchInlineSnapshot(`
      {
        "last": [
          1.0236982107162476,
          0.20875029265880585,
          0.920829713344574,
        ],
        "seven": [
          -0.5671072602272034,
          0.24953407049179077,
          0.40497004985809326,
        ],
        "zero": [
          -0.6844770312309265,
          0.7945060729980469,
          2.081742763519287,
        ],
      }
    `);
  });

  it('is independent between streams and between neighbouring seeds', () => {
    const base = gaussian(7, 'frame', 100_000);
    expect(Math.abs(correlation(base, gaussian(7, 'texture', 100_000)))).toBeLessThan(0.015);
    expect(Math.abs(correlation(base, gaussian(8, 'frame', 100_000)))).toBeLessThan(0.015);
    const firsts = Float32Array.from({ length: 20_000 }, (_, seed) => gaussian(seed, 'global', 1)[0]!);
    expect(Math.abs(moments(firsts).variance - 1)).toBeLessThan(0.05);
  });

  it('begins a longer sound with the noise of the shorter one', () => {
    const short = frameNoise(3, 'frame', 16, 10);
    const long = frameNoise(3, 'frame', 16, 25);
    for (let channel = 0; channel < 16; channel++) {
      expect(long.data.slice(channel * 25, channel * 25 + 10)).toEqual(
        short.data.slice(channel * 10, channel * 10 + 10),
      );
    }
  });

  it('holds the global code over all frames and draws the rest anew', () => {
    const { data, channels, frames } = generatorNoise(3, { global: 4, frame: 2 }, 6);
    expect([channels, frames]).toEqual([6, 6]);
    for (let channel = 0; channel < 6; channel++) {
      const distinct = new Set(data.slice(channel * 6, (channel + 1) * 6)).size;
      expect(distinct).toBe(channel < 4 ? 1 : 6);
    }
  });
});
