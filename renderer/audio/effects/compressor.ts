import { connect } from '../tone';
import { workletUnit } from '../worklets/load';
import { gain, glide, glideNative } from './blocks';
import { decibels, defineEffect, milliseconds, mix, number } from './descriptor';

const linear = (db: number): number => 10 ** (db / 20);

/**
 * Not Tone.Compressor: Chromium's node adds a make-up gain of its own that no parameter shows, looks 6 ms ahead, and
 * costs several times as much.
 */
export const compressor = defineEffect({
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
  create: (scene, values) => {
    const unit = workletUnit(scene, 'compressor', {
      threshold: values.threshold,
      ratio: values.ratio,
      knee: values.knee,
      attack: values.attack / 1000,
      release: values.release / 1000,
    });
    const output = gain(scene, linear(values.makeUp));
    connect(unit.node, output);
    return {
      input: unit.node,
      output,
      apply: (next, seconds) => {
        const set = (name: string, value: number): void =>
          glideNative(scene.native, unit.param(name), value, seconds);
        set('threshold', next.threshold);
        set('ratio', next.ratio);
        set('knee', next.knee);
        set('attack', next.attack / 1000);
        set('release', next.release / 1000);
        glide(output.gain, linear(next.makeUp), seconds);
      },
    };
  },
});
