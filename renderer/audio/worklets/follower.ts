/** Follows how loud a sound is: the louder channel's peaks, rising within `attack` and falling within `release` seconds. */
export class EnvelopeFollower {
  private level = 0;

  constructor(private readonly sampleRate: number) {}

  /** Writes the level over both channels, linear: 1 is full scale. The times are those in which it covers 63 %. */
  process(left: Float32Array, right: Float32Array, attack: number, release: number): void {
    const rise = 1 - Math.exp(-1 / Math.max(1, attack * this.sampleRate));
    const fall = 1 - Math.exp(-1 / Math.max(1, release * this.sampleRate));
    for (let i = 0; i < left.length; i += 1) {
      const level = Math.max(Math.abs(left[i]!), Math.abs(right[i]!));
      this.level += (level > this.level ? rise : fall) * (level - this.level);
      if (this.level < 1e-9) this.level = 0;
      left[i] = this.level;
      right[i] = this.level;
    }
  }
}
