import { decibels, milliseconds, mix, number } from './descriptor';
import { defineKernelEffect, same, toLinear, toSeconds } from './kernelEffect';

/**
 * Not Tone.Compressor: Chromium's node adds a make-up gain of its own that no parameter shows, looks 6 ms ahead, and
 * costs several times as much.
 */
export const compressor = defineKernelEffect({
  type: 'compressor',
  name: 'Compressor',
  category: 'Dynamics',
  summary: 'Evens out levels: what is over the threshold rises less.',
  params: {
    threshold: decibels('Threshold', -60, 0, -24),
    ratio: number('Ratio', 1, 20, 3, { unit: ':1', scale: 'log' }),
    knee: decibels('Knee', 0, 40, 6),
    attack: milliseconds('Attack', 0.1, 500, 10),
    release: milliseconds('Release', 10, 2000, 150),
    makeUp: decibels('Make-up', 0, 24, 0),
    mix: mix(100),
  },
  kernel: 'compressor',
  reduction: [''],
  drives: {
    threshold: same,
    ratio: same,
    knee: same,
    attack: toSeconds,
    release: toSeconds,
    makeUp: toLinear,
  },
});
