import { defineKernel, NOTHING, share, type Kernel } from './kernel';

/**
 * A resonant filter that opens with the sound's own level: a state-variable filter by trapezoidal integration
 * (Simper, Solving the continuous SVF equations using trapezoidal integration, 2013), which may move at every frame.
 */
export const autoWahKernel = defineKernel(
  {
    frequency: [20, 10_000, 200],
    octaves: [0, 8, 4],
    sensitivity: [-60, 0, -20],
    resonance: [0.5, 30, 4],
    attack: [0, 1, 0.01],
    release: [0, 4, 0.2],
  },
  ({ sampleRate }): Kernel<'frequency' | 'octaves' | 'sensitivity' | 'resonance' | 'attack' | 'release'> => {
    let envelope = 0;
    let base = NaN;
    let range = NaN;
    const state = new Float64Array(4);
    return {
      process: (left, right, values) => {
        const rise = share(values.attack, sampleRate);
        const fall = share(values.release, sampleRate);
        const full = 10 ** (values.sensitivity / 20);
        const k = 1 / values.resonance;
        if (Number.isNaN(base)) {
          base = values.frequency;
          range = values.octaves;
        }
        const higher = (values.frequency - base) / left.length;
        const wider = (values.octaves - range) / left.length;
        for (let i = 0; i < left.length; i += 1) {
          base += higher;
          range += wider;
          const level = Math.max(Math.abs(left[i]!), Math.abs(right[i]!));
          envelope += (level > envelope ? rise : fall) * (level - envelope);
          const open = Math.min(1, envelope / full);
          const hertz = Math.min(0.45 * sampleRate, base * 2 ** (range * open));
          const g = Math.tan((Math.PI * hertz) / sampleRate);
          const a1 = 1 / (1 + g * (g + k));
          for (let side = 0; side < 2; side += 1) {
            const samples = side === 0 ? left : right;
            const s1 = state[2 * side]!;
            const s2 = state[2 * side + 1]!;
            const v3 = samples[i]! - s2;
            const v1 = a1 * (s1 + g * v3);
            const v2 = s2 + g * v1;
            state[2 * side] = 2 * v1 - s1;
            state[2 * side + 1] = 2 * v2 - s2;
            // Band-pass of unity gain at its centre, with a little of the low-pass for body.
            samples[i] = k * v1 * 0.9 + 0.3 * v2;
          }
        }
        base = values.frequency;
        range = values.octaves;
        if (envelope < NOTHING) envelope = 0;
        for (let i = 0; i < 4; i += 1) if (Math.abs(state[i]!) < NOTHING) state[i] = 0;
        return envelope === 0 && state.every((value) => value === 0);
      },
    };
  },
);
