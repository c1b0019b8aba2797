/** Four times the rate, as in ITU-R BS.1770-4, annex 2, with more taps: what it finds is to be held, not only shown. */
const TAPS = 16;
const PHASES = 4;
/** Frames between a sample going in and the values around it being known. */
export const INTER_SAMPLE_DELAY = TAPS / 2;

/** The three phases between samples: sinc times a Kaiser window (β = 5), each summing to 1. */
const phases: readonly Float64Array[] = [1, 2, 3].map((phase) => {
  const taps = Float64Array.from({ length: TAPS }, (_, i) => {
    const x = i - (TAPS / 2 - 1) - phase / PHASES;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * bessel(5 * Math.sqrt(Math.max(0, 1 - (x / (TAPS / 2)) ** 2)));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
});

/** Modified Bessel function of order 0, by its series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 25; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** By how much a value between samples can exceed the largest sample around it. */
const WORST = Math.max(...phases.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/** The largest absolute value of one channel between its samples, a few frames at a time. */
export class InterSamplePeak {
  private readonly line: Float64Array;
  private before = 0;

  /** `frames`: how many each call takes */
  constructor(private readonly frames: number) {
    this.line = new Float64Array(TAPS - 1 + frames);
  }

  /**
   * The peak of the next `frames` samples, and of the curve through them that ends INTER_SAMPLE_DELAY frames earlier.
   * What cannot exceed `floor` is not worked out.
   */
  next(samples: Float32Array, floor: number): number {
    const { line, frames } = this;
    line.copyWithin(0, frames);
    let peak = 0;
    for (let i = 0; i < frames; i += 1) {
      const x = samples[i]!;
      line[TAPS - 1 + i] = x;
      const level = Math.abs(x);
      if (level > peak) peak = level;
    }
    const around = Math.max(peak, this.before);
    this.before = peak;
    if (around * WORST <= floor) return peak;
    for (const taps of phases) {
      for (let i = 0; i < frames; i += 1) {
        let sum = 0;
        for (let k = 0; k < TAPS; k += 1) sum += taps[k]! * line[i + k]!;
        const level = Math.abs(sum);
        if (level > peak) peak = level;
      }
    }
    return peak;
  }
}
