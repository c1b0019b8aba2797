import { dbOf, defineKernel, isSilent, share, type Kernel } from './kernel';
import { InterSamplePeak } from './interSample';

/** Frames that share one gain target; the gain moves linearly through them. At least INTER_SAMPLE_DELAY. */
const STEP = 16;
/** Look-ahead in seconds: how early the gain begins to fall before a peak. Rounded to whole steps. */
const LOOKAHEAD = 0.003;
/** Left for what the gain's own movement does to the curve between samples: 0.1 dB. */
const MARGIN = 10 ** (-0.1 / 20);

const lookaheadSteps = (sampleRate: number): number => Math.round((LOOKAHEAD * sampleRate) / STEP);

/**
 * Frames by which the limiter delays: the look-ahead, the step that must be complete before it is looked at, and the
 * one in which the curve between its samples is.
 */
export const limiterLatency = (sampleRate: number): number => STEP * (lookaheadSteps(sampleRate) + 2);

/**
 * A brick-wall limiter of true peaks: neither a sample nor the curve between samples leaves above the ceiling. The gain
 * that each step of 16 frames needs is held at its minimum over the look-ahead, released exponentially, and averaged
 * over the look-ahead: it arrives at a peak exactly in time and without a corner. Both ends of the step a peak is in
 * are averages of values that already allow for it, so the straight line between them does too. Channels share one
 * gain, which keeps the stereo picture still.
 */
export class Limiter {
  private readonly delayed: readonly [Float32Array, Float32Array];
  /** the step that is coming in */
  private readonly incoming = [new Float32Array(STEP), new Float32Array(STEP)] as const;
  private readonly peaks = [new InterSamplePeak(STEP), new InterSamplePeak(STEP)] as const;
  /** gains that the last steps needed, and those held and released, as rings */
  private readonly needed: Float64Array;
  private readonly held: Float64Array;
  private at = 0;
  private step = 0;
  private released = 1;
  private gain = 1;
  private drive = NaN;
  private slope = 0;
  private counted = 0;

  constructor(private readonly sampleRate: number) {
    const steps = lookaheadSteps(sampleRate);
    const frames = limiterLatency(sampleRate);
    this.delayed = [new Float32Array(frames), new Float32Array(frames)];
    this.needed = new Float64Array(steps + 2).fill(1);
    this.held = new Float64Array(steps).fill(1);
  }

  /**
   * Writes in place, `limiterLatency` frames late. `ceiling` and `drive`, the gain in front, are linear, `release` is in
   * seconds.
   * @returns true when nothing is being reduced
   */
  process(left: Float32Array, right: Float32Array, ceiling: number, release: number, drive = 1): boolean {
    const back = share(release, this.sampleRate, STEP);
    if (Number.isNaN(this.drive)) this.drive = drive;
    const more = (drive - this.drive) / left.length;
    for (let at = 0; at < left.length;) {
      const until = Math.min(left.length, at + STEP - this.counted);
      this.pass(left, right, at, until, more);
      this.counted += until - at;
      at = until;
      if (this.counted === STEP) this.look(ceiling * MARGIN, back);
    }
    this.drive = drive;
    return this.gain > 0.999999 && this.released > 0.999999;
  }

  /** By how many dB it turns down now, the gain in front not counted, 0 or more. */
  get reduction(): number {
    return Math.max(0, -dbOf(this.gain));
  }

  private pass(left: Float32Array, right: Float32Array, from: number, until: number, more: number): void {
    const [lineLeft, lineRight] = this.delayed;
    const [stepLeft, stepRight] = this.incoming;
    const { slope } = this;
    let { gain, at, counted, drive } = this;
    for (let i = from; i < until; i += 1) {
      drive += more;
      const l = left[i]! * drive;
      const r = right[i]! * drive;
      gain += slope;
      left[i] = lineLeft[at]! * gain;
      right[i] = lineRight[at]! * gain;
      lineLeft[at] = l;
      lineRight[at] = r;
      stepLeft[counted] = l;
      stepRight[counted] = r;
      counted += 1;
      at = at + 1 === lineLeft.length ? 0 : at + 1;
    }
    this.gain = gain;
    this.drive = drive;
    this.at = at;
  }

  /** At the end of a step: the gain it needs, and the gain of the next step's end. */
  private look(limit: number, back: number): void {
    const { needed, held, incoming, peaks } = this;
    const peak = Math.max(peaks[0].next(incoming[0], limit), peaks[1].next(incoming[1], limit));
    needed[this.step % needed.length] = peak > limit ? limit / peak : 1;
    let least = 1;
    for (const value of needed) if (value < least) least = value;
    this.released = least < this.released ? least : this.released + back * (least - this.released);
    held[this.step % held.length] = this.released;
    let sum = 0;
    for (const value of held) sum += value;
    this.slope = (sum / held.length - this.gain) / STEP;
    this.step += 1;
    this.counted = 0;
  }
}

export const limiterKernel = defineKernel(
  { input: [0.1, 20, 1], ceiling: [0.001, 1, 1], release: [0.001, 4, 0.1] },
  ({ sampleRate }): Kernel<'input' | 'ceiling' | 'release'> => {
    const limiter = new Limiter(sampleRate);
    // What went in stays in the delay line until it has come out.
    let quiet = 0;
    return {
      process: (left, right, { input, ceiling, release }) => {
        quiet = isSilent(left) && isSilent(right) ? quiet + left.length : 0;
        const open = limiter.process(left, right, ceiling, release, input);
        return open && quiet > 2 * limiterLatency(sampleRate);
      },
      reduction: () => limiter.reduction,
    };
  },
);
