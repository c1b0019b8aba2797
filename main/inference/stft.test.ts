import { describe, expect, it } from 'vitest';
import { BINS, hann, HOP, inverseStft, N_FFT, stftMagnitude } from './stft';
import { largestDifference, vocoderReference } from './testing/reference';

/** cos and sin of 2πk/2048, for the transforms written out as their definition. */
const cosine = Float64Array.from({ length: N_FFT }, (_, k) => Math.cos((2 * Math.PI * k) / N_FFT));
const sine = Float64Array.from({ length: N_FFT }, (_, k) => Math.sin((2 * Math.PI * k) / N_FFT));

describe('inverse STFT', () => {
  it('makes of the reference spectrum the samples that Python makes', () => {
    const { spectrum, pcm } = vocoderReference();
    const made = inverseStft(spectrum.data, spectrum.shape[2]!);
    expect(made).toHaveLength(pcm.data.length);
    expect(largestDifference(made, pcm.data)).toBeLessThan(1e-5);
  });

  /** The definition itself, in O(N²): one frame's samples from its 1025 bins. */
  const slowFrame = (re: number[], im: number[]): number[] =>
    Array.from({ length: N_FFT }, (_, n) => {
      let sum = re[0]! + re[BINS - 1]! * (n % 2 === 0 ? 1 : -1);
      for (let bin = 1; bin < BINS - 1; bin++) {
        const turn = (bin * n) % N_FFT;
        sum += 2 * (re[bin]! * cosine[turn]! - im[bin]! * sine[turn]!);
      }
      return sum / N_FFT;
    });

  it('agrees with the definition for an odd number of frames', () => {
    const frames = 3;
    const spectrum = Float32Array.from(
      { length: 2 * BINS * frames },
      (_, i) => Math.sin(i * 0.7) + Math.cos(i * i),
    );
    const sum = new Float64Array((frames + 4) * HOP);
    const weight = new Float64Array(sum.length);
    for (let frame = 0; frame < frames; frame++) {
      const row = (part: number) =>
        Array.from({ length: BINS }, (_, bin) => spectrum[(part * BINS + bin) * frames + frame]!);
      slowFrame(row(0), row(1)).forEach((value, n) => {
        sum[frame * HOP + n]! += value * hann[n]!;
        weight[frame * HOP + n]! += hann[n]! ** 2;
      });
    }
    const expected = Array.from(
      { length: frames * HOP },
      (_, n) => sum[n + 1024]! / Math.max(weight[n + 1024]!, 1e-8),
    );
    expect(largestDifference(inverseStft(spectrum, frames), expected)).toBeLessThan(1e-5);
  });

  it('gives back a sound from its own spectrum', () => {
    const frames = 5;
    const pcm = Float32Array.from(
      { length: frames * HOP },
      (_, n) => Math.sin(n * 0.05) * Math.exp(-n / 3000),
    );
    const spectrum = new Float32Array(2 * BINS * frames);
    for (let frame = 0; frame < frames; frame++) {
      for (let bin = 0; bin < BINS; bin++) {
        let [re, im] = [0, 0];
        for (let n = 0; n < N_FFT; n++) {
          const sample = (pcm[frame * HOP - 1024 + n] ?? 0) * hann[n]!;
          const turn = (bin * n) % N_FFT;
          re += sample * cosine[turn]!;
          im -= sample * sine[turn]!;
        }
        spectrum[bin * frames + frame] = re;
        spectrum[(BINS + bin) * frames + frame] = im;
      }
    }
    // Behind the last frame's centre the frame that would follow is missing, but the division makes up for it.
    expect(largestDifference(inverseStft(spectrum, frames), pcm)).toBeLessThan(1e-4);
  });
});

describe('STFT magnitude', () => {
  it('shows a sine at its bin with half the window’s sum as magnitude', () => {
    const bin = 100;
    const pcm = Float32Array.from({ length: 8192 }, (_, n) => Math.cos((2 * Math.PI * bin * n) / N_FFT));
    const { data, frames } = stftMagnitude(pcm);
    expect(frames).toBe(17);
    for (const frame of [4, 5, 8]) expect(data[frame * BINS + bin]).toBeCloseTo(512, 1);
  });
});
