import { Compressor } from './compressor';
import { defineKernel, linear, type Kernel } from './kernel';

type Keys =
  'midThreshold' | 'midRatio' | 'sideThreshold' | 'sideRatio' | 'attack' | 'release' | 'midGain' | 'sideGain';

const KNEE = 6;

/** What is common to both channels and what differs, each compressed and levelled by itself. */
export const midSideKernel = defineKernel(
  {
    midThreshold: [-100, 0, 0],
    midRatio: [1, 20, 2],
    sideThreshold: [-100, 0, 0],
    sideRatio: [1, 20, 2],
    attack: [0, 1, 0.01],
    release: [0, 4, 0.15],
    midGain: [-80, 40, 0],
    sideGain: [-80, 40, 0],
  },
  ({ sampleRate }): Kernel<Keys> => {
    const mid = new Compressor(sampleRate);
    const side = new Compressor(sampleRate);
    /** what stands for the compressors' other channel: silence */
    const unused = new Float32Array(128);
    return {
      process: (left, right, values) => {
        for (let i = 0; i < left.length; i += 1) {
          const l = left[i]!;
          left[i] = (l + right[i]!) / 2;
          right[i] = (l - right[i]!) / 2;
        }
        const midCurve = { threshold: values.midThreshold, ratio: values.midRatio, knee: KNEE };
        const sideCurve = { threshold: values.sideThreshold, ratio: values.sideRatio, knee: KNEE };
        const midRest = mid.process(left, unused, midCurve, values, linear(values.midGain));
        const sideRest = side.process(right, unused, sideCurve, values, linear(values.sideGain));
        for (let i = 0; i < left.length; i += 1) {
          const m = left[i]!;
          left[i] = m + right[i]!;
          right[i] = m - right[i]!;
        }
        return midRest && sideRest;
      },
    };
  },
);
