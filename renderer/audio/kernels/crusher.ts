import { defineKernel, type Kernel } from './kernel';

/** Sample-and-hold at a lower rate, then rounding to fewer bits. Deliberately without filters: the aliases are the sound. */
export const crusherKernel = defineKernel(
  { bits: [1, 24, 16], rate: [100, 96_000, 48_000] },
  ({ sampleRate }): Kernel<'bits' | 'rate'> => {
    /** position within the held sample, 0 to 1; starts so that the first sample is taken */
    let phase = 1;
    let now = NaN;
    let heldLeft = 0;
    let heldRight = 0;
    return {
      process: (left, right, { bits, rate }) => {
        const levels = 2 ** (bits - 1);
        if (Number.isNaN(now)) now = rate;
        const faster = (rate - now) / left.length;
        for (let i = 0; i < left.length; i += 1) {
          now += faster;
          if (phase >= 1) {
            phase -= Math.floor(phase);
            heldLeft = Math.round(left[i]! * levels) / levels;
            heldRight = Math.round(right[i]! * levels) / levels;
          }
          phase += Math.min(1, now / sampleRate);
          left[i] = heldLeft;
          right[i] = heldRight;
        }
        now = rate;
        // Which samples are taken depends on time: it must be counted through silence too.
        return false;
      },
    };
  },
);
