/** One second-order section, normalised to a0 = 1. */
export type Section = { b0: number; b1: number; b2: number; a1: number; a2: number };

/**
 * The K-weighting of ITU-R BS.1770-4, annex 1: a high shelf for the head, then a high-pass (RLB). The recommendation
 * lists coefficients for 48 kHz only; these are the analogue prototypes behind them, carried to any rate by the bilinear
 * transform (centre frequencies, Q and gains after B. De Man, "Evaluation of implementations of the EBU R128 loudness
 * measurement", AES 145, 2018). At 48 kHz they give the recommendation's own figures to ten digits.
 */
export function kWeighting(sampleRate: number): [Section, Section] {
  return [headShelf(sampleRate), highPass(sampleRate)];
}

function headShelf(sampleRate: number): Section {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function highPass(sampleRate: number): Section {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/** What is left of a decaying filter below this is no sound, and denormal numbers are slow. */
const QUIET = 1e-25;

/** K-weights one channel and sums its squares. */
export class KWeightedPower {
  private readonly shelf: Section;
  private readonly cut: Section;
  /** transposed direct form II: two states per section */
  private readonly state = new Float64Array(4);

  constructor(sampleRate: number) {
    [this.shelf, this.cut] = kWeighting(sampleRate);
  }

  /** Sum of the squared, weighted samples `from` (inclusive) to `to` (exclusive). Frames must come in order. */
  sum(samples: Float32Array, from: number, to: number): number {
    const { shelf, cut, state } = this;
    const { b0, b1, b2, a1, a2 } = shelf;
    const { a1: c1, a2: c2 } = cut;
    let s0 = state[0]!;
    let s1 = state[1]!;
    let s2 = state[2]!;
    let s3 = state[3]!;
    let total = 0;
    for (let i = from; i < to; i += 1) {
      const x = samples[i]!;
      const y = b0 * x + s0;
      s0 = b1 * x - a1 * y + s1;
      s1 = b2 * x - a2 * y;
      const z = y + s2;
      s2 = -2 * y - c1 * z + s3;
      s3 = y - c2 * z;
      total += z * z;
    }
    state[0] = Math.abs(s0) < QUIET ? 0 : s0;
    state[1] = Math.abs(s1) < QUIET ? 0 : s1;
    state[2] = Math.abs(s2) < QUIET ? 0 : s2;
    state[3] = Math.abs(s3) < QUIET ? 0 : s3;
    return total;
  }

  reset(): void {
    this.state.fill(0);
  }
}
