import { defineKernel, NOTHING, type Kernel } from './kernel';
import { DelayLine } from './delayLine';
import { phaseAt, wave } from './lfo';

/** The deepest sway keeps this share of the delay, so that it never meets the present. */
const DEEPEST = 0.95;

/**
 * A delay that an oscillator moves, one per side, with feedback: chorus, flanger, vibrato (Zölzer, DAFX, 2nd ed.,
 * ch. 2.6). Options: `shape` 0 sine, 1 triangle; `spread` degrees between the sides; `whole` 1 rounds the resting delay
 * to frames. Chromium's DelayNode reads at a position of 32 bits that depends on when it was made: under a moving delay
 * two runs differ by noise at −77 dBFS.
 */
export const swayingDelayKernel = defineKernel(
  { rate: [0, 100, 1], delay: [1, 100, 10], depth: [0, 100, 50], feedback: [0, 95, 0] },
  ({ sampleRate, elapsed, options }): Kernel<'rate' | 'delay' | 'depth' | 'feedback'> => {
    const triangle = options['shape'] === 1;
    const spread = Number(options['spread'] ?? 0) / 360;
    const lines = [new DelayLine(0.2 * sampleRate), new DelayLine(0.2 * sampleRate)] as const;
    let phase = NaN;
    let step = NaN;
    let centre = NaN;
    let depth = NaN;
    let back = NaN;
    return {
      process: (left, right, values) => {
        const frames = (values.delay * sampleRate) / 1000;
        const goal = options['whole'] === 1 ? Math.round(frames) : frames;
        const goalDepth = (goal * DEEPEST * values.depth) / 100;
        const goalStep = values.rate / sampleRate;
        if (Number.isNaN(phase)) {
          phase = phaseAt(values.rate, elapsed, sampleRate);
          step = goalStep;
          centre = goal;
          depth = goalDepth;
          back = values.feedback / 100;
        }
        const faster = (goalStep - step) / left.length;
        const move = (goal - centre) / left.length;
        const deepen = (goalDepth - depth) / left.length;
        const moreBack = (values.feedback / 100 - back) / left.length;
        const sides = [left, right] as const;
        for (let side = 0; side < 2; side += 1) {
          const samples = sides[side]!;
          const line = lines[side]!;
          let at = phase + side * spread;
          for (let i = 0; i < samples.length; i += 1) {
            // What is written is the newest, at delay 0; the echo is read before it, one frame nearer.
            const swing = centre + move * (i + 1) + (depth + deepen * (i + 1)) * wave(at, triangle);
            const echo = line.read(Math.max(1, swing) - 1);
            const next = samples[i]! + (back + moreBack * (i + 1)) * echo;
            line.write(Math.abs(next) < NOTHING ? 0 : next);
            samples[i] = echo;
            at += step + faster * (i + 1);
          }
        }
        phase = (phase + left.length * (step + (faster * (left.length + 1)) / 2)) % 1;
        step = goalStep;
        centre = goal;
        depth = goalDepth;
        back = values.feedback / 100;
        return false;
      },
    };
  },
);
