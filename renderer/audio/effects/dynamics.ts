import { limiterLatency } from '../worklets/limiter';
import { workletUnit } from '../worklets/load';
import { connect } from '../tone';
import { gain, glide, glideNative } from './blocks';
import { decibels, defineEffect, milliseconds, number } from './descriptor';

export const gate = defineEffect({
  type: 'gate',
  name: 'Gate',
  category: 'Dynamics',
  summary: 'Silences what lies below a threshold.',
  params: {
    threshold: decibels('Threshold', -80, 0, -45),
    range: decibels('Range', -80, 0, -60),
    attack: milliseconds('Attack', 0.1, 200, 2),
    hold: milliseconds('Hold', 0, 1000, 60),
    release: milliseconds('Release', 5, 2000, 120),
  },
  create: (scene, values) => {
    const unit = workletUnit(scene, 'gate', {
      threshold: values.threshold,
      range: values.range,
      attack: values.attack / 1000,
      hold: values.hold / 1000,
      release: values.release / 1000,
    });
    return {
      input: unit.node,
      output: unit.node,
      apply: (next, seconds) => {
        const set = (name: string, value: number): void =>
          glideNative(scene.native, unit.param(name), value, seconds);
        set('threshold', next.threshold);
        set('range', next.range);
        set('attack', next.attack / 1000);
        set('hold', next.hold / 1000);
        set('release', next.release / 1000);
      },
    };
  },
});

export const limiter = defineEffect({
  type: 'limiter',
  name: 'Limiter',
  category: 'Dynamics',
  summary: 'Look-ahead brick wall: no sample above the ceiling.',
  params: {
    input: decibels('Input', -12, 24, 0),
    ceiling: decibels('Ceiling', -24, 0, -1),
    release: number('Release', 10, 1000, 120, { unit: 'ms', scale: 'log', decimals: 0 }),
  },
  latency: (_, sampleRate) => limiterLatency(sampleRate),
  create: (scene, values) => {
    const input = gain(scene, 10 ** (values.input / 20));
    const unit = workletUnit(scene, 'limiter', {
      ceiling: 10 ** (values.ceiling / 20),
      release: values.release / 1000,
    });
    connect(input, unit.node);
    return {
      input,
      output: unit.node,
      apply: (next, seconds) => {
        glide(input.gain, 10 ** (next.input / 20), seconds);
        glideNative(scene.native, unit.param('ceiling'), 10 ** (next.ceiling / 20), seconds);
        glideNative(scene.native, unit.param('release'), next.release / 1000, seconds);
      },
    };
  },
});
