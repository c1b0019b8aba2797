import { describe, expect, it } from 'vitest';
import { logMel, logMelFor } from './mel';
import { largestDifference, vocoderReference } from './testing/reference';

/**
 * The signal of reference/vocoder.json's mel: a decaying chirp from 300 Hz with two clicks (models/training/vocoder_export.py). Python
 * computes it in single precision, and the rounding of its phase is a noise that the quiet bands show: so it is rounded here, too.
 */
function referenceSignal(): Float32Array {
  const single = Math.fround;
  const pcm = Float32Array.from({ length: 11 * 512 }, (_, n) => {
    const time = single(n / 44_100);
    const phase = single(single(single(2 * Math.PI) * single(300 + single(10_000 * time))) * time);
    return single(single(0.6 * single(Math.sin(phase))) * single(Math.exp(single(-8 * time))));
  });
  pcm[1500]! += single(0.9);
  pcm[4000]! -= single(0.7);
  return pcm;
}

describe('log-mel', () => {
  it('is the one that models/training computes in Python', () => {
    const { mel } = vocoderReference();
    const made = logMel(referenceSignal());
    expect([made.channels, made.frames]).toEqual(mel.shape);
    expect(largestDifference(made.data, mel.data)).toBeLessThan(0.002);
  });

  it('is ln(1e-5) for silence, with a frame per 512 samples and one more', () => {
    const mel = logMel(new Float32Array(5120));
    expect([mel.batch, mel.channels, mel.frames]).toEqual([1, 128, 11]);
    for (const value of mel.data) expect(value).toBeCloseTo(Math.log(1e-5), 4);
  });

  it('is brought to a multiple of the latent’s frames with silence', () => {
    const mel = logMelFor(
      Float32Array.from({ length: 5120 }, (_, n) => Math.sin(n)),
      4,
    );
    expect(mel.frames).toBe(12);
    for (let band = 0; band < 128; band++) expect(mel.data[band * 12 + 11]).toBeCloseTo(Math.log(1e-5), 4);
    expect(mel.data[70 * 12 + 5]).toBeCloseTo(
      logMel(Float32Array.from({ length: 5120 }, (_, n) => Math.sin(n))).data[70 * 11 + 5]!,
      6,
    );
  });

  it('takes sounds shorter than one window', () => {
    const mel = logMel(new Float32Array(10).fill(0.5));
    expect(mel.frames).toBe(3);
    expect(mel.data.every(Number.isFinite)).toBe(true);
  });
});
