import { BASS_OFF } from '../kernels/widener';
import { drive, gain } from './blocks';
import { choice, decibels, defineEffect, hertz, milliseconds, mix, number, percent } from './descriptor';
import { defineKernelEffect, same, toSeconds, toShare } from './kernelEffect';

export const stereoWidth = defineKernelEffect({
  type: 'stereo-width',
  name: 'Stereo width',
  category: 'Utility',
  summary: 'Narrower, wider, wide out of mono, and the bass in the middle.',
  params: {
    width: percent('Width', 130, 0, 200),
    spread: percent('Spread', 0, 0, 150),
    bass: hertz('Mono below', BASS_OFF, 500, BASS_OFF),
  },
  tail: (values) => (values.spread > 0 ? 0.2 : 0),
  kernel: 'widener',
  drives: { width: toShare, spread: toShare, bass: same },
});

export const midSide = defineKernelEffect({
  type: 'mid-side',
  name: 'Mid/side',
  category: 'Dynamics',
  summary: 'Levels and compresses the middle and the sides apart.',
  params: {
    midGain: decibels('Mid', -24, 12, 0),
    midThreshold: decibels('Mid threshold', -60, 0, 0),
    midRatio: number('Mid ratio', 1, 20, 2, { unit: ':1', scale: 'log' }),
    sideGain: decibels('Side', -24, 12, 0),
    sideThreshold: decibels('Side threshold', -60, 0, 0),
    sideRatio: number('Side ratio', 1, 20, 2, { unit: ':1', scale: 'log' }),
    attack: milliseconds('Attack', 0.1, 500, 10),
    release: milliseconds('Release', 10, 2000, 150),
    mix: mix(100),
  },
  kernel: 'mid-side',
  drives: {
    midGain: same,
    midThreshold: same,
    midRatio: same,
    sideGain: same,
    sideThreshold: same,
    sideRatio: same,
    attack: toSeconds,
    release: toSeconds,
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
    return { input: node, output: node, automatable: { gain: [drive(node.gain, level)] } };
  },
});
