/** Sample-and-hold at a lower rate, then rounding to fewer bits. Deliberately without filters: the aliases are the sound. */
export class Crusher {
  /** position within the held sample, 0 to 1; starts so that the first sample is taken */
  private phase = 1;
  private left = 0;
  private right = 0;

  /** `bits` may be broken (between 1 and 16); `step` is target rate / sample rate. Writes in place. */
  process(left: Float32Array, right: Float32Array, bits: number, step: number): void {
    const levels = 2 ** (bits - 1);
    for (let i = 0; i < left.length; i += 1) {
      if (this.phase >= 1) {
        this.phase -= Math.floor(this.phase);
        this.left = Math.round(left[i]! * levels) / levels;
        this.right = Math.round(right[i]! * levels) / levels;
      }
      this.phase += Math.min(1, step);
      left[i] = this.left;
      right[i] = this.right;
    }
  }
}
