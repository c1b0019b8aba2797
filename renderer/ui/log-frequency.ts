export const LOWEST_HZ = 20;
export const HIGHEST_HZ = 20_000;
const SPAN = Math.log(HIGHEST_HZ / LOWEST_HZ);

/** Place of a frequency on a logarithmic axis, 0 at 20 Hz to 1 at 20 kHz. */
export const frequencyToShare = (hz: number): number => Math.log(hz / LOWEST_HZ) / SPAN;
export const shareToFrequency = (share: number): number => LOWEST_HZ * Math.exp(share * SPAN);

/** dB that stand for nothing at all. */
const NOTHING = -240;

/** Lines and labels of such an axis. */
export const frequencyMarks = [
  { hz: 20, label: '20' },
  { hz: 50, label: '50' },
  { hz: 100, label: '100' },
  { hz: 200, label: '200' },
  { hz: 500, label: '500' },
  { hz: 1000, label: '1k' },
  { hz: 2000, label: '2k' },
  { hz: 5000, label: '5k' },
  { hz: 10_000, label: '10k' },
  { hz: 20_000, label: '20k' },
] as const;

/**
 * The lines of a spectrum by columns of a logarithmic axis: where lines lie closer than columns, the highest of them;
 * where they lie wider apart, values between.
 */
export class LogBins {
  private readonly places: Float64Array;

  /** @param spacing Hz between two lines of the spectrum */
  constructor(
    private readonly columns: number,
    readonly spacing: number,
  ) {
    this.places = Float64Array.from(
      { length: columns + 1 },
      (_, i) => shareToFrequency(i / columns) / spacing,
    );
  }

  /** Writes one value per column, in the spectrum's own unit. */
  read(spectrum: Float32Array, into: Float32Array): void {
    const last = spectrum.length - 1;
    for (let column = 0; column < this.columns; column += 1) {
      const from = this.places[column]!;
      const to = this.places[column + 1]!;
      const first = Math.ceil(from);
      if (first >= to) {
        const below = Math.min(last, Math.floor(from));
        const above = Math.min(last, below + 1);
        const part = (from + to) / 2 - below;
        // A silent line is −∞, and halfway to it is no number.
        const [low, high] = [Math.max(NOTHING, spectrum[below]!), Math.max(NOTHING, spectrum[above]!)];
        into[column] = low + Math.min(1, part) * (high - low);
        continue;
      }
      let highest = -Infinity;
      for (let line = first; line < to && line <= last; line += 1) {
        if (spectrum[line]! > highest) highest = spectrum[line]!;
      }
      into[column] = highest;
    }
  }
}
