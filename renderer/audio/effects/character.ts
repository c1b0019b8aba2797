import { connectSeries, WaveShaper } from '../tone';
import { biquad, fixChannels, gain, glide, glideNative } from './blocks';
import { choice, decibels, defineEffect, hertz, mix, number } from './descriptor';
import { workletUnit } from '../worklets/load';

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
  create: (scene, values) => {
    const drive = gain(scene, 10 ** (values.drive / 20) / SPAN);
    const shaper = scene.scope.own(
      new WaveShaper({
        context: scene.context,
        mapping: (x: number) => curves[values.curve](x * SPAN),
        length: CURVE_POINTS,
      }),
    );
    fixChannels(shaper, 2).oversample = '4x';
    const tone = biquad(scene, { type: 'lowpass', frequency: values.tone, Q: -3 });
    const output = gain(scene, 10 ** (values.output / 20));
    connectSeries(drive, shaper, tone, output);
    return {
      input: drive,
      output,
      apply: (next, seconds) => {
        glide(drive.gain, 10 ** (next.drive / 20) / SPAN, seconds);
        glide(tone.frequency, next.tone, seconds);
        glide(output.gain, 10 ** (next.output / 20), seconds);
      },
    };
  },
});

export const bitCrusher = defineEffect({
  type: 'bit-crusher',
  name: 'Bit crusher',
  category: 'Character',
  summary: 'Fewer bits and a lower sample rate, without smoothing.',
  params: {
    bits: number('Bits', 1, 16, 8, { unit: 'bit' }),
    rate: hertz('Sample rate', 200, 48_000, 12_000),
    mix: mix(100),
  },
  create: (scene, values) => {
    const unit = workletUnit(scene, 'bit-crusher', { bits: values.bits, rate: values.rate });
    return {
      input: unit.node,
      output: unit.node,
      apply: (next, seconds) => {
        glideNative(scene.native, unit.param('bits'), next.bits, seconds);
        glideNative(scene.native, unit.param('rate'), next.rate, seconds);
      },
    };
  },
});
