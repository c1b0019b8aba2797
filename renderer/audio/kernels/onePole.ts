import { defineKernel, NOTHING, type Kernel } from './kernel';

/**
 * A first-order filter, 6 dB per octave: the bilinear transform of an RC section, so that it is exactly −3 dB at its
 * frequency. Option `highpass`: 1 takes away the lows instead of the highs.
 */
export const onePoleKernel = defineKernel(
  { frequency: [5, 24_000, 1000] },
  ({ sampleRate, options }): Kernel<'frequency'> => {
    const highpass = options['highpass'] === 1;
    const state = new Float64Array(2);
    return {
      process: (left, right, { frequency }) => {
        const g = Math.tan((Math.PI * Math.min(frequency, 0.49 * sampleRate)) / sampleRate);
        const share = g / (1 + g);
        for (let side = 0; side < 2; side += 1) {
          const samples = side === 0 ? left : right;
          let held = state[side]!;
          for (let i = 0; i < samples.length; i += 1) {
            const x = samples[i]!;
            const step = (x - held) * share;
            const low = held + step;
            held = low + step;
            samples[i] = highpass ? x - low : low;
          }
          state[side] = Math.abs(held) < NOTHING ? 0 : held;
        }
        return state[0] === 0 && state[1] === 0;
      },
    };
  },
);
