import { NOTHING } from './kernel';

/**
 * Recirculating delays of reverberators (Schroeder, Natural sounding artificial reverberation, 1962), a block at a
 * time: at least as long as a block, so that nothing written in it is read in it.
 */
class Ring {
  protected readonly line: Float64Array;
  protected readonly mask: number;
  protected at = 0;

  /** `frames` at least 128 */
  constructor(protected readonly frames: number) {
    const size = 2 ** Math.ceil(Math.log2(frames + 1));
    this.line = new Float64Array(size);
    this.mask = size - 1;
  }
}

/** y = late − g·next, next = x + g·late. A gain of 0 is a plain delay. */
export class Allpass extends Ring {
  constructor(
    frames: number,
    private readonly gain: number,
  ) {
    super(frames);
  }

  /** In place. */
  process(samples: Float32Array, count: number): void {
    const { line, mask, frames, gain } = this;
    let at = this.at;
    for (let i = 0; i < count; i += 1) {
      const late = line[(at - frames) & mask]!;
      const next = samples[i]! + gain * late;
      line[at & mask] = Math.abs(next) < NOTHING ? 0 : next;
      samples[i] = late - gain * next;
      at += 1;
    }
    this.at = at & mask;
  }
}

/** A delay with feedback through a one-pole low-pass. */
export class Comb extends Ring {
  private low = 0;
  private feedback = NaN;

  /** Adds what leaves to `sum`. `damping`: the low-pass's pole, 0 to 1 */
  add(samples: Float32Array, sum: Float32Array, count: number, feedback: number, damping: number): void {
    const { line, mask, frames } = this;
    if (Number.isNaN(this.feedback)) this.feedback = feedback;
    const more = (feedback - this.feedback) / count;
    let { at, low, feedback: back } = this;
    for (let i = 0; i < count; i += 1) {
      const late = line[(at - frames) & mask]!;
      low = late + damping * (low - late);
      back += more;
      const next = samples[i]! + back * low;
      line[at & mask] = Math.abs(next) < NOTHING ? 0 : next;
      sum[i] = sum[i]! + late;
      at += 1;
    }
    this.low = Math.abs(low) < NOTHING ? 0 : low;
    this.feedback = feedback;
    this.at = at & mask;
  }
}
