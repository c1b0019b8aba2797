import type { LoudnessReport } from '../../preload/contract/export';
import { Limiter, limiterLatency } from '../audio/kernels/limiter';
import { FileMeter } from './measure';

/** Sound that can be gone through again and again, in blocks that may be written into. */
export type Passes = {
  readonly frames: number;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  blocks(): AsyncIterable<Float32Array[]>;
};

export type LoudnessGoal = { target: number; ceiling: number };
/** What brings a mix to its target. `limitDb`: sample ceiling of the limiter, in dBFS; null: it needs none. */
export type Correction = { gainDb: number; limitDb: number | null };

/** Release of the limiter, in seconds. */
const RELEASE = 0.1;
/** Near enough to a target, in LU; EBU R 128 itself allows 0.5. */
const TOLERANCE = 0.15;
const MOST_PASSES = 4;
/** Other meters' interpolation reads true peaks a tenth of a decibel higher, or more. */
const HEADROOM = 0.1;

const linear = (db: number): number => 10 ** (db / 20);

/**
 * The gain that brings a mix to its target without a true peak over the ceiling. A mix that stays under it only gets
 * louder or quieter; else it is limited, and as limiting takes loudness away and peaks may still rise between samples,
 * both are put right over a few passes. What cannot be reached (a few loud peaks over a quiet bed) is come near to.
 */
export async function correctionFor(
  sound: Passes,
  measured: LoudnessReport,
  { target, ceiling }: LoudnessGoal,
  onPass: (fraction: number) => void = () => undefined,
): Promise<Correction> {
  const { integrated, truePeakDb } = measured;
  // Too short to be measured, or silent: nothing to aim with.
  if (integrated === null) return { gainDb: 0, limitDb: null };
  let gainDb = target - integrated;
  if ((truePeakDb ?? -Infinity) + gainDb <= ceiling - HEADROOM) return { gainDb, limitDb: null };

  let limitDb = ceiling - HEADROOM;
  let best: (Correction & { short: number }) | null = null;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const meter = new FileMeter(sound.sampleRate, sound.channels);
    for await (const block of corrected(sound, { gainDb, limitDb })) await meter.push(block);
    onPass((pass + 1) / MOST_PASSES);
    const reached = meter.report();
    const over = (reached.truePeakDb ?? -Infinity) - ceiling;
    const short = target - (reached.integrated ?? target);
    // The ceiling is a promise, the target an aim: only what was seen to keep the one may come nearest to the other.
    if (over <= 0 && Math.abs(short) < Math.abs(best?.short ?? Infinity)) best = { gainDb, limitDb, short };
    if (over <= 0 && Math.abs(short) <= TOLERANCE) break;
    if (over > 0) limitDb -= over + 0.05;
    // More than a step at a time would drive the limiter, not the loudness.
    gainDb += Math.max(-3, Math.min(3, short));
  }
  return best ? { gainDb: best.gainDb, limitDb: best.limitDb } : { gainDb, limitDb };
}

/** The sound with a correction, of the same length and in time with it. */
export async function* corrected(
  sound: Passes,
  { gainDb, limitDb }: Correction,
): AsyncGenerator<Float32Array[]> {
  const gain = linear(gainDb);
  if (limitDb === null) {
    for await (const block of sound.blocks()) {
      for (const channel of block) for (let i = 0; i < channel.length; i += 1) channel[i]! *= gain;
      yield block;
    }
    return;
  }
  const limiter = new Limiter(sound.sampleRate);
  const ceiling = linear(limitDb);
  let late = limiterLatency(sound.sampleRate);
  const process = (block: Float32Array[]): Float32Array[] | null => {
    const [left = new Float32Array(0), right = left.slice()] = block;
    limiter.process(left, right, ceiling, RELEASE);
    const skip = Math.min(late, left.length);
    late -= skip;
    return skip === left.length ? null : block.map((channel) => channel.subarray(skip));
  };
  const latency = late;
  for await (const block of sound.blocks()) {
    for (const channel of block) for (let i = 0; i < channel.length; i += 1) channel[i]! *= gain;
    const ready = process(block);
    if (ready) yield ready;
  }
  const rest = process(Array.from({ length: sound.channels }, () => new Float32Array(latency)));
  if (rest) yield rest;
}
