/** What one block of frames measured, linear: peaks and sums of squares, left and right. */
export type MeterBlock = { peak: [number, number]; squares: [number, number]; frames: number };

/** Collects level over blocks of `size` frames. */
export class LevelCollector {
  private block: MeterBlock = empty();

  constructor(private readonly size: number) {}

  /** @returns the finished block, when these frames completed one */
  add(left: Float32Array, right: Float32Array): MeterBlock | null {
    const { peak, squares } = this.block;
    for (let i = 0; i < left.length; i += 1) {
      const l = left[i]!;
      const r = right[i]!;
      const al = Math.abs(l);
      const ar = Math.abs(r);
      if (al > peak[0]) peak[0] = al;
      if (ar > peak[1]) peak[1] = ar;
      squares[0] += l * l;
      squares[1] += r * r;
    }
    this.block.frames += left.length;
    if (this.block.frames < this.size) return null;
    const done = this.block;
    this.block = empty();
    return done;
  }
}

const empty = (): MeterBlock => ({ peak: [0, 0], squares: [0, 0], frames: 0 });
