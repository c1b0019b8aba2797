import { GatedHistogram, loudnessOf } from './gated-histogram';
import { KWeightedPower } from './k-weighting';
import { TruePeak } from './true-peak';

/** What a loudness meter shows. Loudness in LUFS, range in LU, peaks in dBTP; −∞ for what nothing was measured of. */
export type LoudnessReading = {
  momentary: number;
  shortTerm: number;
  integrated: number;
  range: number;
  truePeakDb: number;
  maxMomentary: number;
  maxShortTerm: number;
};

/** Parts per second in which power is summed: windows slide in steps of 10 ms, so that short sounds are not missed. */
const STEPS_PER_SECOND = 100;
const MOMENTARY = 0.4 * STEPS_PER_SECOND;
const SHORT_TERM = 3 * STEPS_PER_SECOND;
/** Gating blocks of 400 ms overlap by 75 %. */
const GATING_STEP = MOMENTARY / 4;
const INTEGRATED_GATE = 10;
const RANGE_GATE = 20;

/**
 * Loudness of a programme to ITU-R BS.1770-4 and EBU R 128: momentary (400 ms), short-term (3 s) and gated integrated
 * loudness, loudness range (EBU Tech 3342), true peak. Plain code without Web Audio: runs in a worklet, in a worker and
 * in Node. Memory does not grow with the programme.
 */
export class LoudnessMeter {
  private readonly weighted: KWeightedPower[];
  private readonly peaks: TruePeak[];
  private readonly stepFrames: number;
  /** channel-weighted mean squares of the last three seconds, one per step */
  private readonly steps = new Float64Array(SHORT_TERM);
  private stepCount = 0;
  private filled = 0;
  private sum = 0;
  private readonly blocks = new GatedHistogram();
  private readonly shortTerms = new GatedHistogram();
  private momentaryPower = 0;
  private shortTermPower = 0;
  private maxMomentaryPower = 0;
  private maxShortTermPower = 0;

  /** @param weights one per channel, 1 for left, right and centre, 1.41 for surrounds (BS.1770-4, table 3) */
  constructor(
    sampleRate: number,
    private readonly weights: readonly number[] = [1, 1],
  ) {
    this.weighted = weights.map(() => new KWeightedPower(sampleRate));
    this.peaks = weights.map(() => new TruePeak());
    this.stepFrames = Math.round(sampleRate / STEPS_PER_SECOND);
  }

  /** The next frames, any number, one array per channel and all of one length. Missing channels are silent. */
  push(channels: readonly Float32Array[]): void {
    const frames = channels[0]?.length ?? 0;
    for (let from = 0; from < frames;) {
      const to = Math.min(frames, from + this.stepFrames - this.filled);
      for (let channel = 0; channel < this.weighted.length; channel += 1) {
        const samples = channels[channel];
        if (samples) this.sum += this.weights[channel]! * this.weighted[channel]!.sum(samples, from, to);
      }
      this.filled += to - from;
      if (this.filled === this.stepFrames) this.endStep();
      from = to;
    }
    for (let channel = 0; channel < this.peaks.length; channel += 1) {
      const samples = channels[channel];
      if (samples) this.peaks[channel]!.push(samples);
    }
  }

  /** LUFS over the last 400 ms. */
  get momentary(): number {
    return loudnessOf(this.momentaryPower);
  }

  /** LUFS over the last 3 s. */
  get shortTerm(): number {
    return loudnessOf(this.shortTermPower);
  }

  /** LUFS since the beginning or the last reset, gated at −70 LUFS and 10 LU below. */
  get integrated(): number {
    return this.blocks.mean(INTEGRATED_GATE);
  }

  /** Loudness range in LU: the 10th to the 95th percentile of short-term loudness, gated at −70 LUFS and 20 LU below. */
  get range(): number {
    return this.shortTerms.spread(RANGE_GATE, 0.1, 0.95);
  }

  /** Highest true peak of all channels, in dBTP. */
  get truePeakDb(): number {
    return 20 * Math.log10(this.peaks.reduce((highest, { peak }) => Math.max(highest, peak), 0));
  }

  get maxMomentary(): number {
    return loudnessOf(this.maxMomentaryPower);
  }

  get maxShortTerm(): number {
    return loudnessOf(this.maxShortTermPower);
  }

  read(): LoudnessReading {
    const { momentary, shortTerm, integrated, range, truePeakDb, maxMomentary, maxShortTerm } = this;
    return { momentary, shortTerm, integrated, range, truePeakDb, maxMomentary, maxShortTerm };
  }

  /** Starts measuring anew; what sounded before is in no window any more. */
  reset(): void {
    this.steps.fill(0);
    this.stepCount = 0;
    this.filled = 0;
    this.sum = 0;
    this.blocks.reset();
    this.shortTerms.reset();
    for (const peak of this.peaks) peak.reset();
    this.momentaryPower = 0;
    this.shortTermPower = 0;
    this.maxMomentaryPower = 0;
    this.maxShortTermPower = 0;
  }

  private endStep(): void {
    this.steps[this.stepCount % SHORT_TERM] = this.sum / this.stepFrames;
    this.sum = 0;
    this.filled = 0;
    this.stepCount += 1;
    this.momentaryPower = this.meanOf(MOMENTARY);
    this.shortTermPower = this.meanOf(SHORT_TERM);
    // Windows that reach back before the beginning are shown, but count for nothing.
    if (this.stepCount >= MOMENTARY) {
      this.maxMomentaryPower = Math.max(this.maxMomentaryPower, this.momentaryPower);
      if (this.stepCount % GATING_STEP === 0) this.blocks.add(this.momentaryPower);
    }
    if (this.stepCount >= SHORT_TERM) {
      this.maxShortTermPower = Math.max(this.maxShortTermPower, this.shortTermPower);
      if (this.stepCount % GATING_STEP === 0) this.shortTerms.add(this.shortTermPower);
    }
  }

  /** Summed anew every time: a running sum would keep the rounding of a loud past in a silent present. */
  private meanOf(count: number): number {
    let sum = 0;
    for (let back = 1; back <= count; back += 1) {
      sum += this.steps[(this.stepCount - back + SHORT_TERM) % SHORT_TERM]!;
    }
    return sum / count;
  }
}
