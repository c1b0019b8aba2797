import { defineKernel, Scratch, type Kernel, type Range } from './kernel';
import { StateVariable, type EqualizerShape } from './stateVariable';

/** In the order of the signal. */
export const equalizerBands = [
  ['highPass', 'highpass'],
  ['low', 'lowshelf'],
  ['lowMid', 'peak'],
  ['highMid', 'peak'],
  ['high', 'highshelf'],
  ['lowPass', 'lowpass'],
] as const satisfies readonly (readonly [string, EqualizerShape])[];

export type EqualizerBand = (typeof equalizerBands)[number][0];

/** Where the passes are off: below and above what is heard. Hz */
export const HIGH_PASS_OFF = 10;
export const LOW_PASS_OFF = 22_000;

/** Whether a band changes anything. */
export function isBandActive(shape: EqualizerShape, frequency: number, gainDb: number): boolean {
  if (shape === 'highpass') return frequency > HIGH_PASS_OFF;
  if (shape === 'lowpass') return frequency < LOW_PASS_OFF;
  return gainDb !== 0;
}

const frequency: Range = [5, 24_000, 1000];
const gain: Range = [-40, 40, 0];
const q: Range = [0.05, 40, Math.SQRT1_2];

type Keys =
  `${EqualizerBand}Frequency` | `${EqualizerBand}Q` | `${'low' | 'lowMid' | 'highMid' | 'high'}Gain`;

/**
 * Second-order sections in a row, both channels alike. Bands at rest cost nothing; coefficients are worked out anew
 * only when a value has moved.
 */
export const equalizerKernel = defineKernel(
  {
    highPassFrequency: [5, 24_000, HIGH_PASS_OFF],
    highPassQ: q,
    lowFrequency: frequency,
    lowGain: gain,
    lowQ: q,
    lowMidFrequency: frequency,
    lowMidGain: gain,
    lowMidQ: q,
    highMidFrequency: frequency,
    highMidGain: gain,
    highMidQ: q,
    highFrequency: frequency,
    highGain: gain,
    highQ: q,
    lowPassFrequency: [5, 24_000, LOW_PASS_OFF],
    lowPassQ: q,
  },
  ({ sampleRate }): Kernel<Keys> => {
    const bands = equalizerBands.map(([name, shape]) => new Band(name, shape, sampleRate));
    return {
      process: (left, right, values) => {
        let rest = true;
        for (const band of bands) if (!band.process(left, right, values)) rest = false;
        return rest;
      },
    };
  },
);

/** The three bands of the small equalizer: shelves without a quality of their own. */
export const threeBandsKernel = defineKernel(
  {
    lowGain: gain,
    lowFrequency: frequency,
    midGain: gain,
    midFrequency: frequency,
    midQ: q,
    highGain: gain,
    highFrequency: frequency,
  },
  ({ sampleRate }) => {
    const low = new Band('low', 'lowshelf', sampleRate);
    const mid = new Band('mid', 'peak', sampleRate);
    const high = new Band('high', 'highshelf', sampleRate);
    return {
      process: (left, right, values) => {
        const restLow = low.process(left, right, values);
        const restMid = mid.process(left, right, values);
        return high.process(left, right, values) && restLow && restMid;
      },
    };
  },
);

/** Seconds over which a band comes and goes: a pass that is turned off has turned the phase until then. */
const FADE = 0.012;

class Band {
  private readonly filter = new StateVariable();
  private readonly keys: readonly [string, string, string];
  private readonly dryLeft = new Scratch();
  private readonly dryRight = new Scratch();
  private frequency = NaN;
  private gain = NaN;
  private q = NaN;
  /** how far it is faded in */
  private share = NaN;

  constructor(
    name: string,
    private readonly shape: EqualizerShape,
    private readonly sampleRate: number,
  ) {
    this.keys = [`${name}Frequency`, `${name}Gain`, `${name}Q`];
  }

  process(left: Float32Array, right: Float32Array, values: Readonly<Record<string, number>>): boolean {
    const hertz = values[this.keys[0]]!;
    const gainDb = values[this.keys[1]] ?? 0;
    const quality = values[this.keys[2]] ?? Math.SQRT1_2;
    const goal = isBandActive(this.shape, hertz, gainDb) ? 1 : 0;
    if (Number.isNaN(this.share)) this.share = goal;
    if (goal === 0 && this.share === 0) return true;
    if (goal === 1 && (hertz !== this.frequency || gainDb !== this.gain || quality !== this.q)) {
      this.filter.tune(this.shape, hertz, gainDb, quality, this.sampleRate);
      this.frequency = hertz;
      this.gain = gainDb;
      this.q = quality;
    }
    return this.share === goal ? this.filter.process(left, right) : this.fade(left, right, goal);
  }

  private fade(left: Float32Array, right: Float32Array, goal: 0 | 1): boolean {
    const dryLeft = this.dryLeft.as(left);
    const dryRight = this.dryRight.as(right);
    dryLeft.set(left);
    dryRight.set(right);
    this.filter.process(left, right);
    const step = (goal === 1 ? 1 : -1) / (FADE * this.sampleRate);
    for (let i = 0; i < left.length; i += 1) {
      this.share = Math.min(1, Math.max(0, this.share + step));
      left[i] = dryLeft[i]! + this.share * (left[i]! - dryLeft[i]!);
      right[i] = dryRight[i]! + this.share * (right[i]! - dryRight[i]!);
    }
    return false;
  }
}
