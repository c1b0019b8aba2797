import { decibels, hertz, number } from './descriptor';
import { defineKernelEffect, same } from './kernelEffect';

/** Shelf, bell, shelf: untouched at 0 dB, unlike a band split that is summed again. */
export const eq3 = defineKernelEffect({
  type: 'eq3',
  name: 'EQ, 3 bands',
  category: 'Tone',
  summary: 'Low shelf, bell and high shelf.',
  params: {
    lowGain: decibels('Low', -24, 24, 0),
    lowFrequency: hertz('Low freq', 20, 1000, 150),
    midGain: decibels('Mid', -24, 24, 0),
    midFrequency: hertz('Mid freq', 80, 12_000, 1000),
    highGain: decibels('High', -24, 24, 0),
    highFrequency: hertz('High freq', 1000, 18_000, 5000),
    midQ: number('Mid Q', 0.2, 12, 0.8, { scale: 'log', decimals: 2 }),
  },
  kernel: 'three-bands',
  drives: {
    lowGain: same,
    lowFrequency: same,
    midGain: same,
    midFrequency: same,
    highGain: same,
    highFrequency: same,
    midQ: same,
  },
});
