import { workletUnit } from '../worklets/load';
import { gain, glide, glideNative, merge, split, stereoInput } from './blocks';
import { choice, decibels, defineEffect, mix, number, percent } from './descriptor';

export const stereoWidth = defineEffect({
  type: 'stereo-width',
  name: 'Stereo width',
  category: 'Utility',
  summary: 'From mono (0 %) over unchanged (100 %) to twice as wide.',
  params: { width: percent('Width', 130, 0, 200) },
  create: (scene, values) => {
    const input = stereoInput(scene);
    const sides = split(scene);
    const output = merge(scene);
    // mid + width · side, written per channel: own share (1 + w) / 2, the other's (1 − w) / 2.
    const own = (width: number): number => (1 + width / 100) / 2;
    const other = (width: number): number => (1 - width / 100) / 2;
    const parts = ([0, 1] as const).map((side) => {
      const straight = gain(scene, own(values.width));
      const crossed = gain(scene, other(values.width));
      sides.connect(straight, side, 0);
      sides.connect(crossed, 1 - side, 0);
      straight.connect(output, 0, side);
      crossed.connect(output, 0, side);
      return { straight, crossed };
    });
    input.connect(sides);
    return {
      input,
      output,
      apply: (next, seconds) => {
        for (const { straight, crossed } of parts) {
          glide(straight.gain, own(next.width), seconds);
          glide(crossed.gain, other(next.width), seconds);
        }
      },
    };
  },
});

export const trim = defineEffect({
  type: 'trim',
  name: 'Trim',
  category: 'Utility',
  summary: 'Gain between other effects, and phase invert.',
  params: {
    gain: decibels('Gain', -36, 36, 0),
    phase: choice(
      'Phase',
      [
        { value: 'normal', label: 'Normal' },
        { value: 'inverted', label: 'Inverted' },
      ],
      'normal',
    ),
  },
  create: (scene, values) => {
    const level = (db: number): number => (values.phase === 'inverted' ? -1 : 1) * 10 ** (db / 20);
    const node = gain(scene, level(values.gain));
    return {
      input: node,
      output: node,
      apply: (next, seconds) => glide(node.gain, level(next.gain), seconds),
    };
  },
});

const ratio = (semitones: number, cents: number): number => 2 ** ((semitones + cents / 100) / 12);

const windowFrames = (milliseconds: string, sampleRate: number): number =>
  2 * Math.round((Number(milliseconds) * sampleRate) / 2000);

export const pitchShift = defineEffect({
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
  create: (scene, values) => {
    const unit = workletUnit(
      scene,
      'pitch-shifter',
      { ratio: ratio(values.semitones, values.cents) },
      { window: windowFrames(values.window, scene.native.sampleRate) },
    );
    return {
      input: unit.node,
      output: unit.node,
      apply: (next, seconds) =>
        glideNative(scene.native, unit.param('ratio'), ratio(next.semitones, next.cents), seconds),
    };
  },
});
