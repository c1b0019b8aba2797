/** Look-ahead in seconds: how early the gain begins to fall before a peak. */
export const LIMITER_LOOKAHEAD = 0.003;

export const limiterLatency = (sampleRate: number): number => Math.round(LIMITER_LOOKAHEAD * sampleRate);

/**
 * A brick-wall limiter: no sample leaves above the ceiling. The gain each sample needs is held at its minimum over the
 * look-ahead, released exponentially, then averaged over the look-ahead, so it arrives at a peak exactly in time and
 * without a corner. Channels share one gain, which keeps the stereo picture still.
 */
export class Limiter {
  private readonly frames: number;
  private readonly delayed: [Float32Array, Float32Array];
  /** ring of averaged gains, and their running sum */
  private readonly smooth: Float64Array;
  private sum: number;
  private at = 0;
  /** monotonic queue: indices and values of gains that may yet be the minimum */
  private readonly queueAt: Float64Array;
  private readonly queueValue: Float64Array;
  private head = 0;
  private tail = 0;
  private clock = 0;
  private released = 1;

  constructor(private readonly sampleRate: number) {
    this.frames = limiterLatency(sampleRate);
    this.delayed = [new Float32Array(this.frames), new Float32Array(this.frames)];
    this.smooth = new Float64Array(this.frames).fill(1);
    this.sum = this.frames;
    this.queueAt = new Float64Array(this.frames + 2);
    this.queueValue = new Float64Array(this.frames + 2);
  }

  /** Writes in place, `limiterLatency` frames late. `ceiling` is linear, `release` in seconds. */
  process(left: Float32Array, right: Float32Array, ceiling: number, release: number): void {
    const { frames, smooth, queueAt, queueValue } = this;
    const size = queueAt.length;
    const back = 1 - Math.exp(-1 / Math.max(1, release * this.sampleRate));
    for (let i = 0; i < left.length; i += 1) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      const peak = Math.max(Math.abs(l), Math.abs(r));
      const needed = peak > ceiling ? ceiling / peak : 1;

      while (this.tail !== this.head && (queueValue[(this.tail + size - 1) % size] ?? 0) >= needed) {
        this.tail = (this.tail + size - 1) % size;
      }
      queueAt[this.tail] = this.clock;
      queueValue[this.tail] = needed;
      this.tail = (this.tail + 1) % size;
      while ((queueAt[this.head] ?? 0) < this.clock - frames) this.head = (this.head + 1) % size;
      const held = queueValue[this.head] ?? 1;
      this.clock += 1;

      this.released = held < this.released ? held : this.released + back * (held - this.released);
      this.sum += this.released - (smooth[this.at] ?? 1);
      smooth[this.at] = this.released;
      const level = Math.min(1, this.sum / frames);

      left[i] = this.exchange(0, l) * level;
      right[i] = this.exchange(1, r) * level;
      this.at = (this.at + 1) % frames;
    }
    // Rounding in the running sum must not build up over hours.
    if (this.at < left.length) this.sum = smooth.reduce((total, value) => total + value, 0);
  }

  /** The sample that entered one look-ahead ago; keeps the new one in its place. */
  private exchange(channel: 0 | 1, sample: number): number {
    const line = this.delayed[channel];
    const old = line[this.at] ?? 0;
    line[this.at] = sample;
    return old;
  }
}
