/** Loudness below this counts for nothing: the absolute gate of BS.1770-4, in LUFS. */
export const ABSOLUTE_GATE = -70;
const TOP = 30;
const BINS_PER_LU = 100;
const BINS = (TOP - ABSOLUTE_GATE) * BINS_PER_LU;

/** Loudness in LUFS of a channel-weighted mean square: BS.1770-4, equation 2. */
export const loudnessOf = (power: number): number =>
  power > 0 ? -0.691 + 10 * Math.log10(power) : -Infinity;

/**
 * Powers of blocks by loudness, in classes of 0.01 LU. Each class keeps the exact sum of its powers, so a mean is exact
 * but for blocks within 0.01 LU of the gate, and hours of measuring take no more memory than seconds.
 */
export class GatedHistogram {
  private readonly counts = new Uint32Array(BINS);
  private readonly powers = new Float64Array(BINS);
  private count = 0;
  private power = 0;

  add(power: number): void {
    const loudness = loudnessOf(power);
    if (loudness < ABSOLUTE_GATE) return;
    const bin = binOf(loudness);
    this.counts[bin]! += 1;
    this.powers[bin]! += power;
    this.count += 1;
    this.power += power;
  }

  /** Loudness of the blocks above the relative gate, which lies `below` LU under the mean of them all. −∞ for none. */
  mean(below: number): number {
    const from = this.gateBin(below);
    let count = 0;
    let power = 0;
    for (let bin = from; bin < BINS; bin += 1) {
      count += this.counts[bin]!;
      power += this.powers[bin]!;
    }
    return count === 0 ? -Infinity : loudnessOf(power / count);
  }

  /** Distance in LU between two percentiles (0 to 1) of the blocks above the relative gate; 0 for none. */
  spread(below: number, low: number, high: number): number {
    const from = this.gateBin(below);
    let count = 0;
    for (let bin = from; bin < BINS; bin += 1) count += this.counts[bin]!;
    if (count === 0) return 0;
    // The nearest-rank percentile that Tech 3342 computes: rank (n − 1) p, rounded.
    const ranks = [Math.round((count - 1) * low), Math.round((count - 1) * high)];
    const values = ranks.map((rank) => {
      let seen = 0;
      let bin = from;
      while (bin < BINS - 1 && (seen += this.counts[bin]!) <= rank) bin += 1;
      return bin / BINS_PER_LU;
    });
    return (values[1] ?? 0) - (values[0] ?? 0);
  }

  reset(): void {
    this.counts.fill(0);
    this.powers.fill(0);
    this.count = 0;
    this.power = 0;
  }

  private gateBin(below: number): number {
    return this.count === 0 ? BINS : binOf(loudnessOf(this.power / this.count) - below);
  }
}

const binOf = (loudness: number): number =>
  Math.max(0, Math.min(BINS - 1, Math.floor((loudness - ABSOLUTE_GATE) * BINS_PER_LU)));
