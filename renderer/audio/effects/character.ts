import type { Scene } from '../scene';
import { connectSeries, WaveShaper } from '../tone';
import { biquad, drive, fixChannels, gain } from './blocks';
import { choice, decibels, defineEffect, hertz, mix, number } from './descriptor';
import { defineKernelEffect, same, toLinear } from './kernelEffect';

const CURVE_POINTS = 8193;

const curves = {
  soft: (x: number): number => Math.tanh(x),
  hard: (x: number): number => Math.max(-1, Math.min(1, x)),
  fold: (x: number): number => Math.sin((x * Math.PI) / 2),
} as const;

/** The curve is driven by a gain in front of it, so it spans ±8 (18 dB over full scale) and is clamped beyond. */
const SPAN = 8;

/** Frames by which Chromium's up- and down-sampling filters delay a shaper with 4x oversampling. */
export const OVERSAMPLING_LATENCY = 192;

/** A driven curve, four times oversampled, between a level and a tone control. */
function shaped(
  scene: Scene,
  values: { drive: number; tone: number; output: number },
  curve: (x: number) => number,
) {
  const driven = gain(scene, toLinear(values.drive) / SPAN);
  const shaper = scene.scope.own(
    new WaveShaper({
      context: scene.context,
      mapping: (x: number) => curve(x * SPAN),
      length: CURVE_POINTS,
    }),
  );
  fixChannels(shaper, 2).oversample = '4x';
  const tone = biquad(scene, { type: 'lowpass', frequency: values.tone, Q: -3 });
  const output = gain(scene, toLinear(values.output));
  connectSeries(driven, shaper, tone, output);
  return {
    input: driven,
    output,
    automatable: {
      drive: [drive(driven.gain, (db) => toLinear(db) / SPAN)],
      tone: [drive(tone.frequency)],
      output: [drive(output.gain, toLinear)],
    },
  };
}

export const distortion = defineEffect({
  type: 'distortion',
  name: 'Distortion',
  category: 'Character',
  summary: 'Saturation, clipping or folding, four times oversampled.',
  params: {
    curve: choice(
      'Curve',
      [
        { value: 'soft', label: 'Soft' },
        { value: 'hard', label: 'Hard' },
        { value: 'fold', label: 'Fold' },
      ],
      'soft',
    ),
    drive: decibels('Drive', 0, 48, 12),
    tone: hertz('Tone', 200, 20_000, 12_000),
    output: decibels('Output', -36, 12, -6),
    mix: mix(100),
  },
  latency: () => OVERSAMPLING_LATENCY,
  create: (scene, values) => shaped(scene, values, curves[values.curve]),
});

/** T_n(x) = cos(n · arccos x): what makes of a full-scale sine its n-th harmonic and nothing else. */
const chebyshev = (order: number, x: number): number =>
  Math.cos(order * Math.acos(Math.max(-1, Math.min(1, x))));

/** The polynomial, freed of the constant that even orders have in silence. */
const harmonic = (order: number) => {
  const rest = chebyshev(order, 0);
  return (x: number): number => chebyshev(order, x) - rest;
};

export const harmonics = defineEffect({
  type: 'harmonics',
  name: 'Harmonics',
  category: 'Character',
  summary: 'Adds one overtone (Chebyshev): an octave, a twelfth, higher.',
  params: {
    order: choice(
      'Overtone',
      ['2', '3', '4', '5', '6', '8'].map((value) => ({ value, label: `${value}×` })),
      '2',
    ),
    drive: decibels('Drive', 0, 36, 6),
    tone: hertz('Tone', 200, 20_000, 10_000),
    output: decibels('Output', -36, 12, -6),
    mix: mix(35),
  },
  latency: () => OVERSAMPLING_LATENCY,
  create: (scene, values) => shaped(scene, values, harmonic(Number(values.order))),
});

export const bitCrusher = defineKernelEffect({
  type: 'bit-crusher',
  name: 'Bit crusher',
  category: 'Character',
  summary: 'Fewer bits and a lower sample rate, without smoothing.',
  params: {
    bits: number('Bits', 1, 16, 8, { unit: 'bit' }),
    rate: hertz('Sample rate', 200, 48_000, 12_000),
    mix: mix(100),
  },
  kernel: 'crusher',
  drives: { bits: same, rate: same },
});
