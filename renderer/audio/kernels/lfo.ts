import { defineKernel, type Kernel } from './kernel';

/** sine or triangle of −1…1, at a phase in turns; both begin at 0 and rise */
export function wave(phase: number, triangle: boolean): number {
  if (!triangle) return Math.sin(2 * Math.PI * phase);
  const at = phase - Math.floor(phase);
  return at < 0.25 ? 4 * at : at < 0.75 ? 2 - 4 * at : 4 * at - 4;
}

/** A phase in turns that belongs to the project's time: where it would be had it run from the beginning at `rate`. */
export const phaseAt = (rate: number, elapsed: number, sampleRate: number): number =>
  ((rate * elapsed) / sampleRate) % 1;

/**
 * An oscillator for moving parameters: left at its phase, right `spread` degrees later. Options: `shape` 0 sine,
 * 1 triangle; `spread`.
 */
export const lfoKernel = defineKernel(
  { rate: [0, 100, 1] },
  ({ sampleRate, elapsed, options }): Kernel<'rate'> => {
    const triangle = options['shape'] === 1;
    const spread = Number(options['spread'] ?? 0) / 360;
    let phase = NaN;
    let step = NaN;
    return {
      process: (left, right, { rate }) => {
        const goal = rate / sampleRate;
        if (Number.isNaN(phase)) {
          phase = phaseAt(rate, elapsed, sampleRate);
          step = goal;
        }
        const faster = (goal - step) / left.length;
        for (let i = 0; i < left.length; i += 1) {
          step += faster;
          left[i] = wave(phase, triangle);
          right[i] = wave(phase + spread, triangle);
          phase += step;
        }
        phase %= 1;
        step = goal;
        return false;
      },
    };
  },
);
