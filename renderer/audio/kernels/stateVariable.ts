import type { BandShape } from './biquad';
import { NOTHING } from './kernel';

/** Shapes an equalizer has; each is the bilinear transform of the analogue filter that `design` is of, so they agree. */
export type EqualizerShape = Exclude<BandShape, 'bandpass' | 'allpass'>;

/**
 * A second-order filter of both channels that may be retuned while it sounds: the states are what the two integrators
 * of an analogue state-variable filter hold, so other coefficients find them fitting, where those of a direct form
 * would jump (A. Simper, Solving the continuous SVF equations using trapezoidal integration, Cytomic 2013).
 */
export class StateVariable {
  private readonly state = new Float64Array(4);
  /** g1, g2, g3 of the integrators, and what of the input, the band-pass and the low-pass makes the output */
  private readonly now = new Float64Array(6);
  private readonly next = new Float64Array(6);
  private readonly steps = new Float64Array(6);
  private tuned = false;
  private moving = false;

  /** Takes effect over the next frames that are processed, the first time at once. */
  tune(shape: EqualizerShape, hertz: number, gainDb: number, q: number, sampleRate: number): void {
    const a = 10 ** (gainDb / 40);
    let g = Math.tan((Math.PI * Math.min(hertz, 0.49 * sampleRate)) / sampleRate);
    let k = 1 / q;
    if (shape === 'peak') k = 1 / (q * a);
    else if (shape === 'lowshelf') g /= Math.sqrt(a);
    else if (shape === 'highshelf') g *= Math.sqrt(a);
    const g1 = 1 / (1 + g * (g + k));
    const mixed = {
      lowpass: [0, 0, 1],
      highpass: [1, -k, -1],
      peak: [1, k * (a * a - 1), 0],
      lowshelf: [1, k * (a - 1), a * a - 1],
      highshelf: [a * a, k * (1 - a) * a, 1 - a * a],
    }[shape];
    this.next.set([g1, g * g1, g * g * g1, ...mixed]);
    if (!this.tuned) this.now.set(this.next);
    this.moving = this.tuned;
    this.tuned = true;
  }

  /** In place. @returns true when nothing rings in it */
  process(left: Float32Array, right: Float32Array): boolean {
    if (this.moving) this.glide(left, right);
    else this.hold(left, right);
    this.moving = false;
    const { state } = this;
    const rest =
      Math.abs(state[0]!) + Math.abs(state[1]!) + Math.abs(state[2]!) + Math.abs(state[3]!) < NOTHING;
    if (rest) state.fill(0);
    return rest;
  }

  /**
   * With the coefficients that it has. What the two integrators and the output become is worked out from the input and
   * what they held, as one matrix: half as many steps that wait for each other as in the order of the circuit.
   */
  private hold(left: Float32Array, right: Float32Array): void {
    const { now, state } = this;
    const g1 = now[0]!;
    const g2 = now[1]!;
    const g3 = now[2]!;
    const band = now[4]!;
    const low = now[5]!;
    const a11 = 2 * g1 - 1;
    const cross = 2 * g2;
    const a22 = 1 - 2 * g3;
    const b2 = 2 * g3;
    const c1 = band * g1 + low * g2;
    const c2 = low * (1 - g3) - band * g2;
    const d = now[3]! + band * g2 + low * g3;
    let l1 = state[0]!;
    let l2 = state[1]!;
    let r1 = state[2]!;
    let r2 = state[3]!;
    for (let i = 0; i < left.length; i += 1) {
      const l = left[i]!;
      const r = right[i]!;
      left[i] = d * l + c1 * l1 + c2 * l2;
      right[i] = d * r + c1 * r1 + c2 * r2;
      const lBand = a11 * l1 + cross * (l - l2);
      const rBand = a11 * r1 + cross * (r - r2);
      l2 = cross * l1 + (a22 * l2 + b2 * l);
      r2 = cross * r1 + (a22 * r2 + b2 * r);
      l1 = lBand;
      r1 = rBand;
    }
    state[0] = l1;
    state[1] = l2;
    state[2] = r1;
    state[3] = r2;
  }

  /**
   * From the coefficients that it has to the next, in straight lines. Its loop is written out beside that of `hold`: the
   * six steps a frame are a good part of the work, and nearly all blocks have none.
   */
  private glide(left: Float32Array, right: Float32Array): void {
    const { now, next, state, steps } = this;
    for (let c = 0; c < 6; c += 1) steps[c] = (next[c]! - now[c]!) / left.length;
    let l1 = state[0]!;
    let l2 = state[1]!;
    let r1 = state[2]!;
    let r2 = state[3]!;
    for (let i = 0; i < left.length; i += 1) {
      for (let c = 0; c < 6; c += 1) now[c] = now[c]! + steps[c]!;
      const g1 = now[0]!;
      const g2 = now[1]!;
      const g3 = now[2]!;
      const l = left[i]!;
      const r = right[i]!;
      const l3 = l - l2;
      const r3 = r - r2;
      const lBand = g1 * l1 + g2 * l3;
      const rBand = g1 * r1 + g2 * r3;
      const lLow = l2 + g2 * l1 + g3 * l3;
      const rLow = r2 + g2 * r1 + g3 * r3;
      l1 = 2 * lBand - l1;
      r1 = 2 * rBand - r1;
      l2 = 2 * lLow - l2;
      r2 = 2 * rLow - r2;
      const [through, band, low] = [now[3]!, now[4]!, now[5]!];
      left[i] = through * l + band * lBand + low * lLow;
      right[i] = through * r + band * rBand + low * rLow;
    }
    now.set(next);
    state[0] = l1;
    state[1] = l2;
    state[2] = r1;
    state[3] = r2;
  }
}
