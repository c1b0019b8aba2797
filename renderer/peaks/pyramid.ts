/** Samples in one bin of the finest level. Finer than this a waveform is drawn wider than it can be told apart. */
export const BASE_BIN = 8;
/** Each level's bins hold this many bins of the level below. */
export const LEVEL_FACTOR = 4;

/** Smallest and largest sample of each bin, full scale ±1 as ±32767. */
export type PeakLevel = { readonly bin: number; readonly min: Int16Array; readonly max: Int16Array };

/** A sound's min/max pyramid, channels merged: at 48 kHz about 0.7 MB for 30 s. Levels from fine to coarse. */
export type Peaks = {
  readonly sampleRate: number;
  readonly frames: number;
  readonly levels: readonly PeakLevel[];
};

const toInt16 = (value: number): number => Math.round(Math.max(-1, Math.min(1, value)) * 32_767);

/** The finest level of a block of samples, a Float32Array per channel. */
function baseLevel(channels: readonly Float32Array[]): PeakLevel {
  const frames = channels[0]?.length ?? 0;
  const bins = Math.ceil(frames / BASE_BIN);
  const min = new Int16Array(bins);
  const max = new Int16Array(bins);
  for (let bin = 0; bin < bins; bin += 1) {
    const from = bin * BASE_BIN;
    const to = Math.min(frames, from + BASE_BIN);
    let low = Infinity;
    let high = -Infinity;
    for (const channel of channels) {
      for (let index = from; index < to; index += 1) {
        const value = channel[index] ?? 0;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    min[bin] = toInt16(low);
    max[bin] = toInt16(high);
  }
  return { bin: BASE_BIN, min, max };
}

function coarser(level: PeakLevel): PeakLevel {
  const bins = Math.ceil(level.min.length / LEVEL_FACTOR);
  const min = new Int16Array(bins);
  const max = new Int16Array(bins);
  for (let bin = 0; bin < bins; bin += 1) {
    const from = bin * LEVEL_FACTOR;
    const to = Math.min(level.min.length, from + LEVEL_FACTOR);
    let low = 32_767;
    let high = -32_768;
    for (let index = from; index < to; index += 1) {
      low = Math.min(low, level.min[index] ?? 0);
      high = Math.max(high, level.max[index] ?? 0);
    }
    min[bin] = low;
    max[bin] = high;
  }
  return { bin: level.bin * LEVEL_FACTOR, min, max };
}

/**
 * Builds the pyramid of one sound from blocks in order, each but the last a multiple of BASE_BIN frames long; every level
 * summarises the one below, until a thumbnail takes few bins.
 */
export class PeaksBuilder {
  private readonly blocks: PeakLevel[] = [];
  private frames = 0;

  constructor(private readonly sampleRate: number) {}

  push(channels: readonly Float32Array[]): void {
    this.blocks.push(baseLevel(channels));
    this.frames += channels[0]?.length ?? 0;
  }

  finish(): Peaks {
    const { sampleRate, frames, blocks } = this;
    let level: PeakLevel = {
      bin: BASE_BIN,
      min: joined(blocks.map(({ min }) => min)),
      max: joined(blocks.map(({ max }) => max)),
    };
    const levels = [level];
    while (level.min.length > 64) {
      level = coarser(level);
      levels.push(level);
    }
    return { sampleRate, frames, levels };
  }
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The coarsest level whose bins are no longer than `samples`, or the finest: no column then misses a peak. */
export function levelFor(peaks: Peaks, samples: number): PeakLevel | undefined {
  return peaks.levels.findLast((level) => level.bin <= samples) ?? peaks.levels[0];
}

/**
 * Smallest and largest value in [from, to) samples of a level, as ±1; null outside the sound. Bins that only touch
 * the range count, so that neighbouring columns leave no gap.
 */
export function rangeOf(level: PeakLevel, from: number, to: number): { min: number; max: number } | null {
  const first = Math.max(0, Math.floor(from / level.bin));
  const last = Math.min(level.min.length, Math.max(first + 1, Math.ceil(to / level.bin)));
  if (first >= last || to <= 0) return null;
  let low = 32_767;
  let high = -32_768;
  for (let bin = first; bin < last; bin += 1) {
    const min = level.min[bin] ?? 0;
    const max = level.max[bin] ?? 0;
    if (min < low) low = min;
    if (max > high) high = max;
  }
  return { min: low / 32_767, max: high / 32_767 };
}
