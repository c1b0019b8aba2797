import { Compressor } from '../tone';
import { fixChannels, gain, glide } from './blocks';
import { decibels, defineEffect, milliseconds, mix, number } from './descriptor';

/** Look-ahead of Chromium's DynamicsCompressorNode: 6 ms, rounded down to frames. */
export const compressorLatency = (sampleRate: number): number => Math.floor(0.006 * sampleRate);

export const compressor = defineEffect({
  type: 'compressor',
  name: 'Compressor',
  category: 'Dynamics',
  summary: 'Evens out levels; adds make-up gain by itself, as the Web Audio compressor does.',
  params: {
    threshold: decibels('Threshold', -60, 0, -24),
    ratio: number('Ratio', 1, 20, 4, { unit: ':1', scale: 'log' }),
    knee: decibels('Knee', 0, 40, 6),
    attack: milliseconds('Attack', 0.1, 500, 10),
    release: milliseconds('Release', 10, 1000, 150),
    output: decibels('Output', -24, 24, 0),
    mix: mix(100),
  },
  latency: (_, sampleRate) => compressorLatency(sampleRate),
  create: (scene, values) => {
    const options = {
      context: scene.context,
      threshold: values.threshold,
      ratio: values.ratio,
      knee: values.knee,
      attack: values.attack / 1000,
      release: values.release / 1000,
    };
    const unit = scene.scope.own(fixChannels(new Compressor(options), 2));
    const output = gain(scene, 10 ** (values.output / 20));
    unit.connect(output);
    return {
      input: unit,
      output,
      apply: (next, seconds) => {
        glide(unit.threshold, next.threshold, seconds);
        glide(unit.ratio, next.ratio, seconds);
        glide(unit.knee, next.knee, seconds);
        glide(unit.attack, next.attack / 1000, seconds);
        glide(unit.release, next.release / 1000, seconds);
        glide(output.gain, 10 ** (next.output / 20), seconds);
      },
    };
  },
});
