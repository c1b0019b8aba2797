import { defineKernel, NOTHING, type Kernel } from './kernel';
import { Allpass, Comb } from './reverberators';

/** At 44.1 kHz, from J. Chowning's reverberator as in the Synthesis Toolkit's JCRev (Cook & Scavone). */
const ALLPASSES = [225, 341, 441] as const;
const COMBS = [1116, 1356, 1422, 1617] as const;
/** The sides leave by delays of their own, which is what makes it wide. */
const OUTPUTS = [211, 179] as const;
const DAMPING = 0.2;
const INPUT = 0.15;

/** A small, metallic, unmistakably early digital reverberation. `decay` in seconds. */
export const chowningKernel = defineKernel({ decay: [0.1, 20, 2] }, ({ sampleRate }): Kernel<'decay'> => {
  const frames = (at44: number): number => Math.max(128, Math.round((at44 * sampleRate) / 44_100));
  const allpasses = ALLPASSES.map((at) => new Allpass(frames(at), 0.7));
  const combs = COMBS.map((at) => ({ comb: new Comb(frames(at)), seconds: at / 44_100 }));
  const outputs = OUTPUTS.map((at) => new Allpass(frames(at), 0));
  const input = new Float32Array(128);
  const sum = new Float32Array(128);
  let quiet = 0;
  return {
    process: (left, right, { decay }) => {
      const count = left.length;
      for (let i = 0; i < count; i += 1) {
        input[i] = (left[i]! + right[i]!) * INPUT;
        sum[i] = 0;
      }
      for (const allpass of allpasses) allpass.process(input, count);
      for (const { comb, seconds } of combs)
        comb.add(input, sum, count, 10 ** ((-3 * seconds) / decay), DAMPING);
      let loudest = 0;
      for (let i = 0; i < count; i += 1) {
        loudest = Math.max(loudest, Math.abs(input[i]!), Math.abs(sum[i]!));
        left[i] = sum[i]!;
        right[i] = sum[i]!;
      }
      outputs[0]!.process(left, count);
      outputs[1]!.process(right, count);
      quiet = loudest < NOTHING ? quiet + count : 0;
      return quiet > 0.3 * sampleRate;
    },
  };
});
