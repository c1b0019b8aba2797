import { defineKernel, linear, QUANTUM, share, type Kernel } from './kernel';
import { halved, log2 } from './logarithm';

export type CompressorCurve = {
  readonly threshold: number;
  /** input dB over the threshold per output dB, at least 1 */
  readonly ratio: number;
  /** dB */
  readonly knee: number;
};

/** Frames that share one look at the level; the gain moves linearly through them. */
const STEP = 8;
const DB_PER_OCTAVE = 20 * Math.log10(2);

/** Gain in dB for a level in dB: a soft knee between 1:1 and the ratio (Giannoulis et al., JAES 60-6, 2012, eq. 4). */
export function staticGain(levelDb: number, { threshold, ratio, knee }: CompressorCurve): number {
  return gainOver(levelDb - threshold, 1 / ratio - 1, knee);
}

/** The same for a level so many dB over the threshold; `slope`: output dB per input dB, less 1 */
function gainOver(over: number, slope: number, knee: number): number {
  const into = over + knee / 2;
  if (into <= 0) return 0;
  return into < knee ? (slope * into * into) / (2 * knee) : slope * over;
}

/**
 * Twice the larger of two. Half of all comparisons of samples are not foreseen by the processor, which then waits for
 * longer than this takes.
 */
const larger = (a: number, b: number): number => a + b + Math.abs(a - b);

/** Eight times the peak of STEP samples. */
function peakOf(samples: Float32Array, at: number): number {
  const a = larger(Math.abs(samples[at]!), Math.abs(samples[at + 1]!));
  const b = larger(Math.abs(samples[at + 2]!), Math.abs(samples[at + 3]!));
  const c = larger(Math.abs(samples[at + 4]!), Math.abs(samples[at + 5]!));
  const d = larger(Math.abs(samples[at + 6]!), Math.abs(samples[at + 7]!));
  return larger(larger(a, b), larger(c, d));
}

/** The peak of fewer. */
const peakOfFew = (samples: Float32Array): number =>
  samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

/** What is worked out for each step of a quantum. */
const steps = new Float64Array(QUANTUM / STEP);

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

  /** By how many dB it turns down now, without the make-up, 0 or more. */
  get reduction(): number {
    return Math.abs(this.reductionDb);
  }

  /** Writes in place: a whole number of steps of 8 frames, at most 128, or one shorter step. Times in seconds. @returns true when nothing is being reduced */
  process(
    left: Float32Array,
    right: Float32Array,
    curve: CompressorCurve,
    times: Times,
    makeUp = 1,
  ): boolean {
    const { threshold, ratio, knee } = curve;
    const slope = 1 / ratio - 1;
    const frames = Math.min(STEP, left.length);
    // A short step is the beginning of a whole one: the gain moves no faster in it.
    const part = frames / STEP;
    const attack = part * share(times.attack, this.sampleRate, STEP);
    const release = part * share(times.release, this.sampleRate, STEP);
    // Below the knee nothing is to be worked out: for most sounds most of the time.
    const onset = linear(threshold - knee / 2);
    let { reductionDb, gain } = this;
    // In three rounds, as the steps do not wait for each other but in the second.
    const count = left.length / frames;
    for (let step = 0; step < count; step += 1) {
      const at = step * STEP;
      const peak =
        frames === STEP
          ? larger(peakOf(left, at), peakOf(right, at)) / 16
          : Math.max(peakOfFew(left), peakOfFew(right));
      steps[step] = peak > onset ? gainOver(DB_PER_OCTAVE * log2(peak) - threshold, slope, knee) : 0;
    }
    for (let step = 0; step < count; step += 1) {
      const target = steps[step]!;
      reductionDb += (target < reductionDb ? attack : release) * (target - reductionDb);
      if (reductionDb > -1e-6) reductionDb = 0;
      steps[step] = reductionDb === 0 ? makeUp : makeUp * halved(-reductionDb / DB_PER_OCTAVE);
    }
    if (Number.isNaN(gain)) gain = steps[0]!;
    for (let step = 0; step < count; step += 1) {
      const next = steps[step]!;
      const move = (next - gain) / frames;
      for (let i = step * frames; i < (step + 1) * frames; i += 1) {
        gain += move;
        left[i] = left[i]! * gain;
        right[i] = right[i]! * gain;
      }
      gain = next;
    }
    this.reductionDb = reductionDb;
    this.gain = gain;
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
      reduction: () => compressor.reduction,
    };
  },
);
