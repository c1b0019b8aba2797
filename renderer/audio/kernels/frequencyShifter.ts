import { defineKernel, NOTHING, type Kernel } from './kernel';
import { phaseAt } from './lfo';

/**
 * Two rows of four allpasses whose phases differ by 90° ± 0.7° from 20 Hz to 20 kHz at 44.1 kHz (O. Niemitalo, Hilbert
 * transform, 1999, released to the public). Squares of these are the allpasses' poles, two frames apart.
 */
const ROWS = [
  [0.6923878, 0.9360654322959, 0.988229522686, 0.9987488452737],
  [0.4021921162426, 0.856171088242, 0.9722909545651, 0.9952884791278],
] as const;

class Allpass {
  private x1 = 0;
  private x2 = 0;
  private y1 = 0;
  private y2 = 0;
  private readonly square: number;

  constructor(pole: number) {
    this.square = pole * pole;
  }

  /** In place. */
  process(samples: Float64Array, count: number): void {
    const { square } = this;
    let { x1, x2, y1, y2 } = this;
    for (let i = 0; i < count; i += 1) {
      const x = samples[i]!;
      const y = square * (x + y2) - x2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = Math.abs(y) < NOTHING ? 0 : y;
      samples[i] = y1;
    }
    this.x1 = x1;
    this.x2 = x2;
    this.y1 = y1;
    this.y2 = y2;
  }
}

/** A channel's analytic signal, turned. */
class Quadrature {
  private readonly rows = ROWS.map((poles) => poles.map((pole) => new Allpass(pole)));
  private readonly real = new Float64Array(129);
  private readonly ahead = this.real.subarray(1);
  private readonly imaginary = new Float64Array(128);

  /** In place, by an angle whose cosine and sine are given for each frame. */
  process(samples: Float32Array, cos: Float64Array, sin: Float64Array): void {
    const { real, ahead, imaginary } = this;
    const count = samples.length;
    // The first row is one frame ahead: what leaves it now is used in the next frame.
    ahead.set(samples);
    imaginary.set(samples);
    for (const allpass of this.rows[0]!) allpass.process(ahead, count);
    for (const allpass of this.rows[1]!) allpass.process(imaginary, count);
    for (let i = 0; i < count; i += 1) samples[i] = real[i]! * cos[i]! + imaginary[i]! * sin[i]!;
    real[0] = real[count]!;
  }
}

/** Moves every frequency by the same number of hertz: single-sideband modulation. */
export const frequencyShifterKernel = defineKernel(
  { shift: [-5000, 5000, 0] },
  ({ sampleRate, elapsed }): Kernel<'shift'> => {
    const sides = [new Quadrature(), new Quadrature()] as const;
    const cos = new Float64Array(128);
    const sin = new Float64Array(128);
    let phase = NaN;
    let step = NaN;
    return {
      process: (left, right, { shift }) => {
        const goal = shift / sampleRate;
        if (Number.isNaN(phase)) {
          phase = phaseAt(shift, elapsed, sampleRate);
          step = goal;
        }
        const faster = (goal - step) / left.length;
        for (let i = 0; i < left.length; i += 1) {
          step += faster;
          cos[i] = Math.cos(2 * Math.PI * phase);
          sin[i] = Math.sin(2 * Math.PI * phase);
          phase += step;
        }
        step = goal;
        sides[0].process(left, cos, sin);
        sides[1].process(right, cos, sin);
        phase %= 1;
        return false;
      },
    };
  },
);
