import { describe, expect, it } from 'vitest';
import { closeSeam, planLoop } from './loop';
import { gaussian } from './noise';
import type { Manifest } from './manifest';

const manifest = {
  latent: { channels: 40, hop: 2048, framesPerSecond: 44_100 / 2048 },
  mel: { hop: 512 },
  receptiveField: { generator: 33, vaeDecoder: 15, vocoder: 21 },
} as Manifest;

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

describe('closing a loop', () => {
  it('plans margins that cover every receptive field, and the samples that the seam needs', () => {
    for (const samples of [13_230, 44_100, 220_500, 220_501]) {
      const { period, margin, tail } = planLoop(samples, manifest);
      expect(margin).toBeGreaterThanOrEqual(33 + 15 + 21 / 4);
      const behindStart = (period + tail) * 2048;
      expect(behindStart).toBeGreaterThanOrEqual(samples + 2048);
      expect(Math.abs(period * 2048 - samples)).toBeLessThanOrEqual(1024);
    }
  });

  it('goes on from its last sample to its first without a step', () => {
    const pcm = Float32Array.from({ length: 60_000 }, (_, n) => Math.sin(n * 0.031) * 0.5);
    const loop = closeSeam(pcm, 1000, 44_100);
    expect(loop).toHaveLength(44_100);
    const steps = loop.map((x, n) => Math.abs(x - loop[(n + loop.length - 1) % loop.length]!));
    const inside = Math.max(...steps.slice(3000));
    expect(steps[0]!).toBeLessThanOrEqual(inside * 1.01);
    expect(Math.max(...steps)).toBeLessThanOrEqual(inside * 1.2);
  });

  it('is the sound itself behind the fade, and exact where the sound repeats by itself', () => {
    const pcm = Float32Array.from({ length: 60_000 }, (_, n) => Math.sin((2 * Math.PI * n) / 100) * 0.5);
    const loop = closeSeam(pcm, 1000, 44_100);
    for (let n = 0; n < loop.length; n++) expect(loop[n]).toBeCloseTo(pcm[1000 + n]!, 4);
  });

  it('keeps the level of noise through the fade', () => {
    const noise = gaussian(5, 'texture', 60_000).map((x) => x * 0.2);
    const loop = closeSeam(noise, 1000, 44_100);
    expect(rms(loop.slice(0, 2048)) / rms(loop.slice(2048))).toBeCloseTo(1, 1);
  });
});
