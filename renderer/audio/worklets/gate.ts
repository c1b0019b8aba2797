export type GateSettings = {
  thresholdDb: number;
  rangeDb: number;
  attack: number;
  hold: number;
  release: number;
};

/**
 * A noise gate with hysteresis: opens when the louder channel passes the threshold, closes `hold` seconds after it has
 * stayed 3 dB below, down to `rangeDb`. Times in seconds.
 */
export class Gate {
  private level = 0;
  private held = 0;
  private open = false;
  private envelope = 0;

  constructor(private readonly sampleRate: number) {}

  /** Writes in place. */
  process(left: Float32Array, right: Float32Array, settings: GateSettings): void {
    const { sampleRate } = this;
    const openAt = 10 ** (settings.thresholdDb / 20);
    const closeAt = openAt * 10 ** (-3 / 20);
    const floor = 10 ** (settings.rangeDb / 20);
    const attack = 1 - Math.exp(-1 / Math.max(1, settings.attack * sampleRate));
    const release = 1 - Math.exp(-1 / Math.max(1, settings.release * sampleRate));
    // The detector falls within 5 ms, so that the gaps between a low tone's peaks do not close the gate.
    const fall = Math.exp(-1 / (0.005 * sampleRate));
    const holdFrames = settings.hold * sampleRate;
    for (let i = 0; i < left.length; i += 1) {
      const l = left[i]!;
      const r = right[i]!;
      this.envelope = Math.max(Math.abs(l), Math.abs(r), this.envelope * fall);
      if (this.envelope >= openAt) {
        this.open = true;
        this.held = holdFrames;
      } else if (this.envelope >= closeAt) {
        if (this.open) this.held = holdFrames;
      } else if (this.held > 0) this.held -= 1;
      else this.open = false;
      const target = this.open ? 1 : floor;
      this.level += (target > this.level ? attack : release) * (target - this.level);
      left[i] = l * this.level;
      right[i] = r * this.level;
    }
  }
}
