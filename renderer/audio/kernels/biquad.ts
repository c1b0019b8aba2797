import { NOTHING } from './kernel';

export type BandShape = 'highpass' | 'lowshelf' | 'peak' | 'highshelf' | 'lowpass' | 'bandpass' | 'allpass';

/** b0, b1, b2, a1, a2 of a second-order section, a0 = 1. */
export type Coefficients = Float64Array;

/**
 * R. Bristow-Johnson's cookbook (Audio EQ Cookbook, W3C note). `q` is the quality of passes and bells; of shelves it is
 * the cookbook's Q as well, 0.71 being as steep as they get without overshoot. Frequencies are kept below the Nyquist
 * frequency.
 */
export function design(
  shape: BandShape,
  frequency: number,
  gainDb: number,
  q: number,
  sampleRate: number,
  to: Coefficients = new Float64Array(5),
): Coefficients {
  const w = (2 * Math.PI * Math.min(frequency, 0.49 * sampleRate)) / sampleRate;
  const cos = Math.cos(w);
  const alpha = Math.sin(w) / (2 * q);
  const a = 10 ** (gainDb / 40);
  const root = 2 * Math.sqrt(a) * alpha;
  const set = (b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): Coefficients => {
    to[0] = b0 / a0;
    to[1] = b1 / a0;
    to[2] = b2 / a0;
    to[3] = a1 / a0;
    to[4] = a2 / a0;
    return to;
  };
  switch (shape) {
    case 'lowpass':
      return set((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    case 'highpass':
      return set((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    case 'bandpass':
      return set(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
    case 'allpass':
      return set(1 - alpha, -2 * cos, 1 + alpha, 1 + alpha, -2 * cos, 1 - alpha);
    case 'peak':
      return set(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
    case 'lowshelf':
      return set(
        a * (a + 1 - (a - 1) * cos + root),
        2 * a * (a - 1 - (a + 1) * cos),
        a * (a + 1 - (a - 1) * cos - root),
        a + 1 + (a - 1) * cos + root,
        -2 * (a - 1 + (a + 1) * cos),
        a + 1 + (a - 1) * cos - root,
      );
    case 'highshelf':
      return set(
        a * (a + 1 + (a - 1) * cos + root),
        -2 * a * (a - 1 + (a + 1) * cos),
        a * (a + 1 + (a - 1) * cos - root),
        a + 1 - (a - 1) * cos + root,
        2 * (a - 1 - (a + 1) * cos),
        a + 1 - (a - 1) * cos - root,
      );
  }
}

/** Gain in dB of a section at a frequency: |H(e^jw)|². */
export function sectionDb([b0, b1, b2, a1, a2]: Coefficients, frequency: number, sampleRate: number): number {
  const w = (2 * Math.PI * frequency) / sampleRate;
  const power = (c0: number, c1: number, c2: number): number => {
    const re = c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w);
    const im = c1 * Math.sin(w) + c2 * Math.sin(2 * w);
    return re * re + im * im;
  };
  return 10 * Math.log10(Math.max(1e-20, power(b0!, b1!, b2!) / power(1, a1!, a2!)));
}

/**
 * A second-order section of both channels: transposed direct form II. Side by side, as each sample waits for the one
 * before: two channels then take hardly longer than one.
 */
export class Section {
  private readonly state = new Float64Array(4);

  /** In place. @returns true when nothing rings in it */
  process(coefficients: Coefficients, left: Float32Array, right: Float32Array): boolean {
    const b0 = coefficients[0]!;
    const b1 = coefficients[1]!;
    const b2 = coefficients[2]!;
    const a1 = coefficients[3]!;
    const a2 = coefficients[4]!;
    const { state } = this;
    let l1 = state[0]!;
    let l2 = state[1]!;
    let r1 = state[2]!;
    let r2 = state[3]!;
    for (let i = 0; i < left.length; i += 1) {
      const l = left[i]!;
      const r = right[i]!;
      const outLeft = b0 * l + l1;
      const outRight = b0 * r + r1;
      l1 = b1 * l - a1 * outLeft + l2;
      r1 = b1 * r - a1 * outRight + r2;
      l2 = b2 * l - a2 * outLeft;
      r2 = b2 * r - a2 * outRight;
      left[i] = outLeft;
      right[i] = outRight;
    }
    const rest = Math.abs(l1) + Math.abs(l2) + Math.abs(r1) + Math.abs(r2) < NOTHING;
    state[0] = rest ? 0 : l1;
    state[1] = rest ? 0 : l2;
    state[2] = rest ? 0 : r1;
    state[3] = rest ? 0 : r2;
    return rest;
  }
}
