import { StudioError } from '../../preload/contract/errors';
import { bytesPerSample, type BitDepth } from './wav-header';

/**
 * Float samples (full scale ±1) to the bytes of a WAV's data chunk.
 *
 * Scaling: an n-bit integer is x · 2^(n-1), so that reading it back by dividing by 2^(n-1), as editors and players do,
 * gives the level that was played; -1 becomes the lowest integer, and anything from +1 - 2^-(n-1) up is clipped to the
 * highest. Rounding: to nearest. 16 bits get triangular (TPDF) dither of ±1 LSB before rounding, the least that makes
 * the error's mean and power independent of the signal (Lipshitz, Wannamaker and Vanderkooy, "Quantization and
 * Dither", 1992). At 24 bits the rounding error lies near -146 dBFS, under any converter's own noise: no dither.
 * 32-bit float is written as it is, above full scale too.
 *
 * The dither's noise is seeded, and each channel has its own, so that the same mix exports to the same bytes however it
 * is cut into blocks.
 */
export class Quantiser {
  readonly #depth: BitDepth;
  readonly #states: number[] = [];

  constructor(depth: BitDepth) {
    this.#depth = depth;
  }

  /** Frames of `channels` (equal lengths), interleaved. Throws `output-check` when a sample is not finite. */
  encode(channels: readonly Float32Array[]): Uint8Array {
    const count = channels.length;
    const frames = channels[0]?.length ?? 0;
    const width = bytesPerSample(this.#depth);
    const out = new DataView(new ArrayBuffer(frames * count * width));
    for (let index = 0; index < count; index++) {
      const channel = channels[index] ?? new Float32Array(frames);
      for (let frame = 0; frame < frames; frame++) {
        const sample = channel[frame] ?? 0;
        if (!Number.isFinite(sample)) throw notFinite();
        this.#put(out, (frame * count + index) * width, sample, index);
      }
    }
    return new Uint8Array(out.buffer);
  }

  #put(out: DataView, at: number, sample: number, channel: number): void {
    if (this.#depth === '32f') {
      out.setFloat32(at, sample, true);
    } else if (this.#depth === '16') {
      const dither = this.#uniform(channel) - this.#uniform(channel);
      out.setInt16(at, clip(Math.round(sample * 0x8000 + dither), 0x8000), true);
    } else {
      const value = clip(Math.round(sample * 0x80_0000), 0x80_0000);
      out.setUint16(at, value & 0xffff, true);
      out.setInt8(at + 2, value >> 16);
    }
  }

  /** Uniform in [0, 1): Marsaglia's 32-bit xorshift. */
  #uniform(channel: number): number {
    let state = this.#states[channel] ?? Math.imul(0x9e37_79b9, 2 * channel + 1);
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#states[channel] = state;
    return (state >>> 0) / 0x1_0000_0000;
  }
}

const clip = (value: number, scale: number): number => Math.max(-scale, Math.min(scale - 1, value));

const notFinite = (): StudioError =>
  new StudioError(
    'output-check',
    'The mix holds samples that are no numbers, so it cannot be written.',
    'Bypass the effects one by one to find the one that breaks, then export again.',
  );
