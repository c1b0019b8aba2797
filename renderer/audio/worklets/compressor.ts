export type CompressorSettings = {
  thresholdDb: number;
  /** input dB over the threshold per output dB, at least 1 */
  ratio: number;
  kneeDb: number;
  /** seconds */
  attack: number;
  release: number;
};

/** Frames that share one look at the level; the gain moves linearly through them. */
const STEP = 8;

/** Gain in dB for a level in dB: a soft knee between 1:1 and the ratio (Giannoulis et al., JAES 60-6, 2012, eq. 4). */
export function staticGain(levelDb: number, { thresholdDb, ratio, kneeDb }: CompressorSettings): number {
  const over = levelDb - thresholdDb;
  const slope = 1 / ratio - 1;
  if (2 * over <= -kneeDb) return 0;
  if (2 * over < kneeDb) return (slope * (over + kneeDb / 2) ** 2) / (2 * kneeDb);
  return slope * over;
}

/**
 * A feed-forward peak compressor without look-ahead and without make-up of its own. Both channels share one gain, which
 * keeps the stereo picture still. The gain reduction itself is smoothed in dB, so that attack and release are the
 * times in which it covers 63 % of the way at any level.
 */
export class Compressor {
  private reductionDb = 0;
  private gain = 1;
  private peak = 0;
  private counted = 0;
  private slope = 0;

  constructor(private readonly sampleRate: number) {}

  /** Writes in place. */
  process(left: Float32Array, right: Float32Array, settings: CompressorSettings): void {
    const attack = 1 - Math.exp(-STEP / Math.max(1, settings.attack * this.sampleRate));
    const release = 1 - Math.exp(-STEP / Math.max(1, settings.release * this.sampleRate));
    for (let i = 0; i < left.length; i += 1) {
      const l = left[i]!;
      const r = right[i]!;
      const level = Math.max(Math.abs(l), Math.abs(r));
      if (level > this.peak) this.peak = level;
      this.gain += this.slope;
      left[i] = l * this.gain;
      right[i] = r * this.gain;
      this.counted += 1;
      if (this.counted === STEP) this.look(settings, attack, release);
    }
  }

  private look(settings: CompressorSettings, attack: number, release: number): void {
    const target = this.peak > 1e-6 ? staticGain(20 * Math.log10(this.peak), settings) : 0;
    this.reductionDb += (target < this.reductionDb ? attack : release) * (target - this.reductionDb);
    if (this.reductionDb > -1e-6) this.reductionDb = 0;
    this.slope = (10 ** (this.reductionDb / 20) - this.gain) / STEP;
    this.peak = 0;
    this.counted = 0;
  }
}
