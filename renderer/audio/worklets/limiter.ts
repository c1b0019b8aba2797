/** Frames that share one gain target; the gain moves linearly through them. */
const STEP = 16;
/** Look-ahead in seconds: how early the gain begins to fall before a peak. Rounded to whole steps. */
const LOOKAHEAD = 0.003;

const lookaheadSteps = (sampleRate: number): number => Math.round((LOOKAHEAD * sampleRate) / STEP);

/** Frames by which the limiter delays: the look-ahead, and the step that must be complete before it is looked at. */
export const limiterLatency = (sampleRate: number): number => STEP * (lookaheadSteps(sampleRate) + 1);

/**
 * A brick-wall limiter: no sample leaves above the ceiling. The gain that each step of 16 frames needs is held at its
 * minimum over the look-ahead, released exponentially, and averaged over the look-ahead: it arrives at a peak exactly
 * in time and without a corner. Both ends of the step a peak is in are averages of values that already allow for it, so
 * the straight line between them does too. Channels share one gain, which keeps the stereo picture still.
 */
export class Limiter {
  private readonly delayed: [Float32Array, Float32Array];
  /** gains that the last steps needed, and those held and released, as rings */
  private readonly needed: Float64Array;
  private readonly held: Float64Array;
  private at = 0;
  private step = 0;
  private counted = 0;
  private peak = 0;
  private released = 1;
  private gain = 1;
  private slope = 0;

  constructor(private readonly sampleRate: number) {
    const steps = lookaheadSteps(sampleRate);
    const frames = limiterLatency(sampleRate);
    this.delayed = [new Float32Array(frames), new Float32Array(frames)];
    this.needed = new Float64Array(steps + 1).fill(1);
    this.held = new Float64Array(steps).fill(1);
  }

  /** Writes in place, `limiterLatency` frames late. `ceiling` is linear, `release` in seconds. */
  process(left: Float32Array, right: Float32Array, ceiling: number, release: number): void {
    const [lineLeft, lineRight] = this.delayed;
    const back = 1 - Math.exp(-STEP / Math.max(1, release * this.sampleRate));
    for (let i = 0; i < left.length; i += 1) {
      if (this.counted === STEP) this.look(ceiling, back);
      const l = left[i]!;
      const r = right[i]!;
      const level = Math.max(Math.abs(l), Math.abs(r));
      if (level > this.peak) this.peak = level;
      this.gain += this.slope;
      left[i] = lineLeft[this.at]! * this.gain;
      right[i] = lineRight[this.at]! * this.gain;
      lineLeft[this.at] = l;
      lineRight[this.at] = r;
      this.at = this.at + 1 === lineLeft.length ? 0 : this.at + 1;
      this.counted += 1;
    }
  }

  private look(ceiling: number, back: number): void {
    const { needed, held } = this;
    needed[this.step % needed.length] = this.peak > ceiling ? ceiling / this.peak : 1;
    let least = 1;
    for (const value of needed) if (value < least) least = value;
    this.released = least < this.released ? least : this.released + back * (least - this.released);
    held[this.step % held.length] = this.released;
    let sum = 0;
    for (const value of held) sum += value;
    this.slope = (sum / held.length - this.gain) / STEP;
    this.step += 1;
    this.peak = 0;
    this.counted = 0;
  }
}
