import { connectSeries } from '../tone';
import { biquad, glide } from './blocks';
import { decibels, defineEffect, hertz, number } from './descriptor';

/** Shelf, bell, shelf: flat to the bit's rounding at 0 dB, unlike a band split that is summed again. */
export const eq3 = defineEffect({
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
  create: (scene, values) => {
    const low = biquad(scene, { type: 'lowshelf', frequency: values.lowFrequency, gain: values.lowGain });
    const mid = biquad(scene, {
      type: 'peaking',
      frequency: values.midFrequency,
      gain: values.midGain,
      Q: values.midQ,
    });
    const high = biquad(scene, { type: 'highshelf', frequency: values.highFrequency, gain: values.highGain });
    connectSeries(low, mid, high);
    return {
      input: low,
      output: high,
      apply: (next, seconds) => {
        glide(low.gain, next.lowGain, seconds);
        glide(low.frequency, next.lowFrequency, seconds);
        glide(mid.gain, next.midGain, seconds);
        glide(mid.frequency, next.midFrequency, seconds);
        glide(mid.Q, next.midQ, seconds);
        glide(high.gain, next.highGain, seconds);
        glide(high.frequency, next.highFrequency, seconds);
      },
    };
  },
});
