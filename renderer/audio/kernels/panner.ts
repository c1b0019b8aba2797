import { defineKernel, type Kernel } from './kernel';
import { phaseAt, wave } from './lfo';

/** Moves the sound from side to side: equal power, so a balance that never dips in the middle. Option `shape`: 1 triangle. */
export const pannerKernel = defineKernel(
  { rate: [0, 100, 1], depth: [0, 1, 1] },
  ({ sampleRate, elapsed, options }): Kernel<'rate' | 'depth'> => {
    const triangle = options['shape'] === 1;
    let phase = NaN;
    let step = NaN;
    let depth = NaN;
    return {
      process: (left, right, { rate, depth: goal }) => {
        const goalStep = rate / sampleRate;
        if (Number.isNaN(phase)) {
          phase = phaseAt(rate, elapsed, sampleRate);
          step = goalStep;
          depth = goal;
        }
        const faster = (goalStep - step) / left.length;
        const deepen = (goal - depth) / left.length;
        for (let i = 0; i < left.length; i += 1) {
          step += faster;
          depth += deepen;
          const angle = ((depth * wave(phase, triangle) + 1) * Math.PI) / 4;
          left[i] = left[i]! * Math.SQRT2 * Math.cos(angle);
          right[i] = right[i]! * Math.SQRT2 * Math.sin(angle);
          phase += step;
        }
        phase %= 1;
        step = goalStep;
        depth = goal;
        return false;
      },
    };
  },
);
