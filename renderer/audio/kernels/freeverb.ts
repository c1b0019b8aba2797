import { defineKernel, NOTHING, type Kernel } from './kernel';
import { Allpass, Comb } from './reverberators';

/** Delays at 44.1 kHz of the eight combs and four allpasses of Freeverb (Jezar at Dreampoint, 2000, public domain). */
const COMBS = [1116, 1188, 1277, 1356, 1422, 1491, 1557, 1617] as const;
const ALLPASSES = [556, 441, 341, 225] as const;
/** How much longer the right side's are. */
const STEREO = 23;
const INPUT = 0.03;

class Tank {
  private readonly combs: readonly Comb[];
  private readonly allpasses: readonly Allpass[];

  constructor(sampleRate: number, spread: number) {
    const frames = (at44: number): number => Math.round(((at44 + spread) * sampleRate) / 44_100);
    this.combs = COMBS.map((at) => new Comb(frames(at)));
    this.allpasses = ALLPASSES.map((at) => new Allpass(frames(at), 0.5));
  }

  process(input: Float32Array, output: Float32Array, feedback: number, damping: number): void {
    output.fill(0);
    for (const comb of this.combs) comb.add(input, output, output.length, feedback, damping);
    for (const allpass of this.allpasses) allpass.process(output, output.length);
  }
}

/** Combs in parallel and allpasses in series: a bright, dense room whose size can move while it sounds. */
export const freeverbKernel = defineKernel(
  { size: [0, 1, 0.6], damping: [0, 1, 0.4] },
  ({ sampleRate }): Kernel<'size' | 'damping'> => {
    const sides = [new Tank(sampleRate, 0), new Tank(sampleRate, STEREO)] as const;
    const input = new Float32Array(128);
    let quiet = 0;
    return {
      process: (left, right, { size, damping }) => {
        const feedback = 0.7 + 0.28 * size;
        let loudest = 0;
        for (let i = 0; i < left.length; i += 1) input[i] = (left[i]! + right[i]!) * INPUT;
        sides[0].process(input, left, feedback, 0.4 * damping);
        sides[1].process(input, right, feedback, 0.4 * damping);
        for (let i = 0; i < left.length; i += 1) {
          loudest = Math.max(loudest, Math.abs(input[i]!), Math.abs(left[i]!), Math.abs(right[i]!));
        }
        quiet = loudest < NOTHING ? quiet + left.length : 0;
        return quiet > 0.2 * sampleRate;
      },
    };
  },
);
