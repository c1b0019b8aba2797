import { choice, mix, number } from './descriptor';
import { defineKernelEffect, same } from './kernelEffect';

const windowFrames = (milliseconds: string, sampleRate: number): number =>
  2 * Math.round((Number(milliseconds) * sampleRate) / 2000);

export const pitchShift = defineKernelEffect({
  type: 'pitch-shift',
  name: 'Pitch shift',
  category: 'Character',
  summary: 'Higher or lower at the same length.',
  params: {
    semitones: number('Pitch', -24, 24, -5, { unit: 'st', decimals: 0 }),
    cents: number('Fine', -100, 100, 0, { unit: 'ct', decimals: 0 }),
    window: choice(
      'Window',
      [
        { value: '40', label: '40 ms, tight' },
        { value: '80', label: '80 ms' },
        { value: '160', label: '160 ms, smooth' },
      ],
      '80',
    ),
    mix: mix(100),
  },
  latency: (values, sampleRate) => windowFrames(values.window, sampleRate) / 2,
  kernel: 'pitch',
  drives: { semitones: same, cents: same },
  options: (values, sampleRate) => ({ window: windowFrames(values.window, sampleRate) }),
});

export const frequencyShifter = defineKernelEffect({
  type: 'frequency-shifter',
  name: 'Frequency shifter',
  category: 'Character',
  summary: 'Moves every frequency by the same hertz: bells, robots, slow beating.',
  params: {
    shift: number('Shift', -2000, 2000, 60, { unit: 'Hz' }),
    mix: mix(100),
  },
  kernel: 'frequency-shifter',
  drives: { shift: same },
});
