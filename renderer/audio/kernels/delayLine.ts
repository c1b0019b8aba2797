/** A ring of samples that is read between them. */
export class DelayLine {
  private readonly line: Float64Array;
  private readonly mask: number;
  private at = 0;

  /** `frames`: the longest delay it must give */
  constructor(frames: number) {
    const size = 2 ** Math.ceil(Math.log2(frames + 8));
    this.line = new Float64Array(size);
    this.mask = size - 1;
  }

  write(sample: number): void {
    this.at = (this.at + 1) & this.mask;
    this.line[this.at] = sample;
  }

  /** The sample `delay` whole frames before the last one written. */
  tap(delay: number): number {
    return this.line[(this.at - delay) & this.mask]!;
  }

  /** At `delay` frames before the last one written, at least 1 unless it is whole: cubic (Catmull-Rom). */
  read(delay: number): number {
    const { line, mask } = this;
    const whole = Math.floor(delay);
    const part = delay - whole;
    const newest = this.at - whole;
    const b = line[newest & mask]!;
    if (part === 0) return b;
    const a = line[(newest + 1) & mask]!;
    const c = line[(newest - 1) & mask]!;
    const d = line[(newest - 2) & mask]!;
    return b + 0.5 * part * (c - a + part * (2 * a - 5 * b + 4 * c - d + part * (3 * (b - c) + d - a)));
  }
}
