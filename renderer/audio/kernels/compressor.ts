import { defineKernel, linear, share, type Kernel } from './kernel';

export type CompressorCurve = {
  readonly threshold: number;
  /** input dB over the threshold per output dB, at least 1 */
  readonly ratio: number;
  /** dB */
  readonly knee: number;
};

/** Frames that share one look at the level; the gain moves linearly through them. */
const STEP = 8;
const DB_PER_NEPER = 20 / Math.LN10;

/** Gain in dB for a level in dB: a soft knee between 1:1 and the ratio (Giannoulis et al., JAES 60-6, 2012, eq. 4). */
export function staticGain(levelDb: number, { threshold, ratio, knee }: CompressorCurve): number {
  const over = levelDb - threshold;
  const slope = 1 / ratio - 1;
  if (2 * over <= -knee) return 0;
  if (2 * over < knee) return (slope * (over + knee / 2) ** 2) / (2 * knee);
  return slope * over;
}

type Times = { readonly attack: number; readonly release: number };

/**
 * A feed-forward peak compressor without look-ahead and without make-up of its own. Both channels share one gain, which
 * keeps the stereo picture still. The gain reduction itself is smoothed in dB, so that attack and release are the
 * times in which it covers 63 % of the way at any level.
 */
export class Compressor {
  private reductionDb = 0;
  private gain = NaN;

  constructor(private readonly sampleRate: number) {}

  /** Writes in place; a whole number of 8 frames. Times in seconds. @returns true when nothing is being reduced */
  process(
    left: Float32Array,
    right: Float32Array,
    curve: CompressorCurve,
    times: Times,
    makeUp = 1,
  ): boolean {
    const attack = share(times.attack, this.sampleRate, STEP);
    const release = share(times.release, this.sampleRate, STEP);
    // Below the knee nothing is to be worked out: for most sounds most of the time.
    const onset = linear(curve.threshold - curve.knee / 2);
    for (let at = 0; at < left.length; at += STEP) {
      let peak = 0;
      for (let i = at; i < at + STEP; i += 1) {
        const l = Math.abs(left[i]!);
        const r = Math.abs(right[i]!);
        if (l > peak) peak = l;
        if (r > peak) peak = r;
      }
      const target = peak > onset ? staticGain(DB_PER_NEPER * Math.log(peak), curve) : 0;
      this.reductionDb += (target < this.reductionDb ? attack : release) * (target - this.reductionDb);
      if (this.reductionDb > -1e-6) this.reductionDb = 0;
      const next = this.reductionDb === 0 ? makeUp : makeUp * Math.exp(this.reductionDb / DB_PER_NEPER);
      if (Number.isNaN(this.gain)) this.gain = next;
      const slope = (next - this.gain) / STEP;
      let gain = this.gain;
      for (let i = at; i < at + STEP; i += 1) {
        gain += slope;
        left[i] = left[i]! * gain;
        right[i] = right[i]! * gain;
      }
      this.gain = next;
    }
    return this.reductionDb === 0;
  }
}

export const compressorKernel = defineKernel(
  {
    threshold: [-100, 0, -24],
    ratio: [1, 100, 3],
    knee: [0, 60, 6],
    attack: [0, 4, 0.01],
    release: [0, 8, 0.15],
    makeUp: [0, 16, 1],
  },
  ({ sampleRate }): Kernel<'threshold' | 'ratio' | 'knee' | 'attack' | 'release' | 'makeUp'> => {
    const compressor = new Compressor(sampleRate);
    return {
      process: (left, right, values) => compressor.process(left, right, values, values, values.makeUp),
    };
  },
);
