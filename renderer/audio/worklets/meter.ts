import { LoudnessMeter, type LoudnessReading } from '../metering/loudness';

/** What one block of frames measured, linear: peaks and sums of squares, left and right, and of left times right. */
export type MeterBlock = {
  peak: [number, number];
  squares: [number, number];
  cross: number;
  frames: number;
};

/** Collects level over blocks of `size` frames. */
export class LevelCollector {
  private block: MeterBlock = empty();

  constructor(private readonly size: number) {}

  /** @returns the finished block, when these frames completed one */
  add(left: Float32Array, right: Float32Array): MeterBlock | null {
    const { peak, squares } = this.block;
    let cross = 0;
    for (let i = 0; i < left.length; i += 1) {
      const l = left[i]!;
      const r = right[i]!;
      const al = Math.abs(l);
      const ar = Math.abs(r);
      if (al > peak[0]) peak[0] = al;
      if (ar > peak[1]) peak[1] = ar;
      squares[0] += l * l;
      squares[1] += r * r;
      cross += l * r;
    }
    this.block.cross += cross;
    this.block.frames += left.length;
    if (this.block.frames < this.size) return null;
    const done = this.block;
    this.block = empty();
    return done;
  }
}

const empty = (): MeterBlock => ({ peak: [0, 0], squares: [0, 0], cross: 0, frames: 0 });

/** Loudness is told this often, in seconds. */
const REPORT_SECONDS = 0.1;
/** After this much silence in a row no window holds sound any more, and measuring rests. */
const REST_SECONDS = 4;

/** Measures the loudness of a stereo signal and says from time to time what it is. */
export class LoudnessReporter {
  private readonly meter: LoudnessMeter;
  private unreported = 0;
  private silentFrames = 0;

  constructor(private readonly sampleRate: number) {
    this.meter = new LoudnessMeter(sampleRate);
  }

  /** @returns a reading, when one is due */
  add(left: Float32Array, right: Float32Array): LoudnessReading | null {
    const silent = left.every((x) => x === 0) && right.every((x) => x === 0);
    this.silentFrames = silent ? this.silentFrames + left.length : 0;
    if (this.silentFrames > REST_SECONDS * this.sampleRate) return null;
    this.meter.push([left, right]);
    this.unreported += left.length;
    if (this.unreported < REPORT_SECONDS * this.sampleRate) return null;
    this.unreported = 0;
    return this.meter.read();
  }

  reset(): LoudnessReading {
    this.meter.reset();
    return this.meter.read();
  }
}
