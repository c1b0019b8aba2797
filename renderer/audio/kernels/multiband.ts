import { design, Section, type BandShape, type Coefficients } from './biquad';
import { Compressor } from './compressor';
import { defineKernel, linear, Scratch, type Kernel } from './kernel';

const BUTTERWORTH = Math.SQRT1_2;

/** Two equal Butterworth sections: a 4th-order Linkwitz-Riley slope (Linkwitz, JAES 24-1, 1976). */
class Slope {
  private readonly first = new Section();
  private readonly second = new Section();
  private readonly coefficients: Coefficients = new Float64Array(5);

  constructor(
    private readonly shape: BandShape,
    private readonly sampleRate: number,
  ) {}

  tune(frequency: number): void {
    design(this.shape, frequency, 0, BUTTERWORTH, this.sampleRate, this.coefficients);
  }

  /** `once`: a single section; of an allpass that is what the sum of both slopes turns the phase by. */
  process(left: Float32Array, right: Float32Array, once = false): boolean {
    const rest = this.first.process(this.coefficients, left, right);
    return once ? rest : this.second.process(this.coefficients, left, right) && rest;
  }
}

type Keys =
  | 'lowCross'
  | 'highCross'
  | 'ratio'
  | 'attack'
  | 'release'
  | `${'low' | 'mid' | 'high'}${'Threshold' | 'Gain'}`;
const bandNames = ['low', 'mid', 'high'] as const;
const KNEE = 6;

/**
 * Three bands, each with a compressor of its own. The crossovers are Linkwitz-Riley of 4th order, and the low band goes
 * through the upper crossover's allpass, so that the idle bands add up to a flat response.
 */
export const multibandKernel = defineKernel(
  {
    lowCross: [20, 2000, 160],
    highCross: [500, 18_000, 3000],
    ratio: [1, 20, 3],
    attack: [0, 1, 0.01],
    release: [0, 4, 0.15],
    lowThreshold: [-100, 0, -24],
    midThreshold: [-100, 0, -24],
    highThreshold: [-100, 0, -24],
    lowGain: [-80, 40, 0],
    midGain: [-80, 40, 0],
    highGain: [-80, 40, 0],
  },
  ({ sampleRate }): Kernel<Keys> => {
    const slope = (shape: BandShape): Slope => new Slope(shape, sampleRate);
    const [lowPass, highPass, align] = [slope('lowpass'), slope('highpass'), slope('allpass')];
    const [midPass, topPass] = [slope('lowpass'), slope('highpass')];
    const compressors = bandNames.map(() => new Compressor(sampleRate));
    const scratch = bandNames.map(() => [new Scratch(), new Scratch()] as const);
    type Band = readonly [Float32Array, Float32Array];
    /** by their length */
    const buffers: (readonly Band[])[] = [];
    const bandsAs = (samples: Float32Array): readonly Band[] =>
      (buffers[samples.length] ??= scratch.map(([l, r]) => [l.as(samples), r.as(samples)]));
    let lower = NaN;
    let upper = NaN;
    return {
      process: (left, right, values) => {
        if (lower !== values.lowCross) {
          lower = values.lowCross;
          for (const filter of [lowPass, highPass]) filter.tune(lower);
        }
        if (upper !== Math.max(lower, values.highCross)) {
          upper = Math.max(lower, values.highCross);
          for (const filter of [align, midPass, topPass]) filter.tune(upper);
        }
        const bands = bandsAs(left);
        const [low, mid, high] = [bands[0]!, bands[1]!, bands[2]!];
        for (const [l, r] of [low, mid]) {
          l.set(left);
          r.set(right);
        }
        let rest = lowPass.process(...low);
        rest = align.process(low[0], low[1], true) && rest;
        rest = highPass.process(...mid) && rest;
        high[0].set(mid[0]);
        high[1].set(mid[1]);
        rest = midPass.process(...mid) && rest;
        rest = topPass.process(...high) && rest;
        left.fill(0);
        right.fill(0);
        bandNames.forEach((name, index) => {
          const [l, r] = bands[index]!;
          const curve = { threshold: values[`${name}Threshold`], ratio: values.ratio, knee: KNEE };
          rest = compressors[index]!.process(l, r, curve, values, linear(values[`${name}Gain`])) && rest;
          for (let i = 0; i < l.length; i += 1) {
            left[i] = left[i]! + l[i]!;
            right[i] = right[i]! + r[i]!;
          }
        });
        return rest;
      },
      reduction: (band) => compressors[band]?.reduction ?? 0,
    };
  },
);
