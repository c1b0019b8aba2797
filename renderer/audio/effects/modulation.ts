import type { Scene } from '../scene';
import { connectSeries, type Gain } from '../tone';
import { biquad, drive, gain, lfo, lfoShapes, merge, split, stereoInput, type LfoShape } from './blocks';
import { choice, decibels, defineEffect, hertz, milliseconds, mix, number, percent } from './descriptor';
import { defineKernelEffect, same, toSeconds, toShare } from './kernelEffect';

const shape = choice('Shape', lfoShapes, 'sine');
const spread = number('Stereo phase', 0, 180, 90, { unit: '°', decimals: 0, structural: true });

/** An oscillator with a side each, `degrees` apart, and for each side what `build` makes for it to move. */
function bothSides(
  scene: Scene,
  options: { rate: number; shape: LfoShape; degrees: number },
  build: (side: 0 | 1, sway: Gain, from: ReturnType<typeof split>, to: ReturnType<typeof merge>) => void,
) {
  const input = stereoInput(scene);
  const sides = split(scene);
  const output = merge(scene);
  input.connect(sides);
  const { rate, sides: waves } = lfo(scene, options.rate, options.shape, options.degrees);
  for (const side of [0, 1] as const) {
    const sway = gain(scene);
    waves.connect(sway, side, 0);
    build(side, sway, sides, output);
  }
  return { input, output, rate };
}

const swayOptions = ({ shape: form, spread: degrees }: { shape: LfoShape; spread: number }) => ({
  shape: form === 'triangle' ? 1 : 0,
  spread: degrees,
});

export const chorus = defineKernelEffect({
  type: 'chorus',
  name: 'Chorus',
  category: 'Movement',
  summary: 'Doubles the sound with slowly drifting copies.',
  params: {
    rate: hertz('Rate', 0.05, 10, 0.8),
    delay: number('Delay', 2, 40, 12, { unit: 'ms' }),
    depth: percent('Depth', 40),
    feedback: percent('Feedback', 0, 0, 80),
    shape,
    spread,
    mix: mix(50),
  },
  tail: (values) => (values.delay / 1000) * 2 * (values.feedback > 0 ? 30 : 1),
  kernel: 'swaying-delay',
  drives: { rate: same, delay: same, depth: same, feedback: same },
  options: swayOptions,
});

/** Milliseconds at which the line rests: the whole sound is that much late, which is declared and compensated. */
const VIBRATO_CENTRE = 6;

export const vibrato = defineKernelEffect({
  type: 'vibrato',
  name: 'Vibrato',
  category: 'Movement',
  summary: 'Pitch that wavers, from tape flutter to sirens.',
  params: {
    rate: hertz('Rate', 0.1, 20, 5),
    depth: percent('Depth', 20),
    shape,
    spread: { ...spread, default: 0 },
  },
  latency: (_, sampleRate) => Math.round((VIBRATO_CENTRE * sampleRate) / 1000),
  kernel: 'swaying-delay',
  drives: { rate: same, depth: same },
  constants: { delay: VIBRATO_CENTRE, feedback: 0 },
  options: (values) => ({ ...swayOptions(values), whole: 1 }),
});

export const phaser = defineEffect({
  type: 'phaser',
  name: 'Phaser',
  category: 'Movement',
  summary: 'Notches that sweep through the spectrum.',
  params: {
    rate: hertz('Rate', 0.02, 10, 0.4),
    frequency: hertz('Centre', 80, 6000, 800),
    octaves: number('Range', 0, 6, 3, { decimals: 1 }),
    stages: choice(
      'Stages',
      [
        { value: '4', label: '4' },
        { value: '6', label: '6' },
        { value: '12', label: '12' },
      ],
      '6',
    ),
    shape,
    spread,
    mix: mix(50),
  },
  create: (scene, values) => {
    const parts: { filters: ReturnType<typeof biquad>[]; sway: Gain }[] = [];
    const cents = (octaves: number): number => octaves * 600;
    const sides = bothSides(scene, { ...values, degrees: values.spread }, (side, sway, from, to) => {
      const filters = Array.from({ length: Number(values.stages) }, () =>
        biquad(scene, { type: 'allpass', frequency: values.frequency, Q: 0.6 }, 1),
      );
      const [first] = filters;
      const last = filters.at(-1);
      if (!first || !last) return;
      sway.gain.value = cents(values.octaves);
      for (const allpass of filters) sway.connect(allpass.detune);
      from.connect(first, side, 0);
      connectSeries(...filters);
      last.connect(to, 0, side);
      parts.push({ filters, sway });
    });
    return {
      ...sides,
      automatable: {
        rate: sides.rate,
        frequency: parts.flatMap(({ filters }) => filters.map(({ frequency }) => drive(frequency))),
        octaves: parts.map(({ sway }) => drive(sway.gain, cents)),
      },
    };
  },
});

export const tremolo = defineEffect({
  type: 'tremolo',
  name: 'Tremolo',
  category: 'Movement',
  summary: 'Level that rises and falls; at 180° it moves from side to side.',
  params: {
    rate: hertz('Rate', 0.05, 40, 4),
    depth: percent('Depth', 60),
    shape,
    spread: { ...spread, default: 0 },
  },
  create: (scene, values) => {
    const parts: { level: Gain; sway: Gain }[] = [];
    const sides = bothSides(scene, { ...values, degrees: values.spread }, (side, sway, from, to) => {
      const level = gain(scene, 1 - values.depth / 200);
      sway.gain.value = values.depth / 200;
      from.connect(level, side, 0);
      sway.connect(level.gain);
      level.connect(to, 0, side);
      parts.push({ level, sway });
    });
    return {
      ...sides,
      automatable: {
        rate: sides.rate,
        depth: parts.flatMap(({ level, sway }) => [
          drive(level.gain, (depth) => 1 - depth / 200),
          drive(sway.gain, (depth) => depth / 200),
        ]),
      },
    };
  },
});

export const autoFilter = defineEffect({
  type: 'auto-filter',
  name: 'Auto filter',
  category: 'Movement',
  summary: 'A filter that opens and closes by itself.',
  params: {
    rate: hertz('Rate', 0.02, 20, 0.5),
    type: choice(
      'Type',
      [
        { value: 'lowpass', label: 'Low-pass' },
        { value: 'bandpass', label: 'Band-pass' },
        { value: 'highpass', label: 'High-pass' },
      ],
      'lowpass',
    ),
    frequency: hertz('Centre', 60, 10_000, 900),
    octaves: number('Range', 0, 8, 4),
    resonance: decibels('Resonance', 0, 24, 3),
    shape,
    mix: mix(100),
  },
  create: (scene, values) => {
    const { rate, sides } = lfo(scene, values.rate, values.shape);
    const sweep = gain(scene, values.octaves * 600);
    const q = (resonance: number): number =>
      values.type === 'bandpass' ? Math.SQRT1_2 * 10 ** (resonance / 20) : resonance;
    const section = biquad(scene, { type: values.type, frequency: values.frequency, Q: q(values.resonance) });
    sides.connect(sweep, 0, 0);
    sweep.connect(section.detune);
    return {
      input: section,
      output: section,
      automatable: {
        rate,
        frequency: [drive(section.frequency)],
        octaves: [drive(sweep.gain, (octaves) => octaves * 600)],
        resonance: [drive(section.Q, q)],
      },
    };
  },
});

export const autoPanner = defineKernelEffect({
  type: 'auto-panner',
  name: 'Auto panner',
  category: 'Movement',
  summary: 'Moves the sound from side to side, at equal power.',
  params: {
    rate: hertz('Rate', 0.02, 20, 0.5),
    depth: percent('Depth', 80),
    shape,
  },
  kernel: 'panner',
  drives: { rate: same, depth: toShare },
  options: ({ shape: form }) => ({ shape: form === 'triangle' ? 1 : 0 }),
});

export const autoWah = defineKernelEffect({
  type: 'auto-wah',
  name: 'Auto wah',
  category: 'Movement',
  summary: 'A resonant filter that opens with the level of the sound.',
  params: {
    frequency: hertz('From', 40, 2000, 180),
    octaves: number('Range', 0, 7, 4),
    sensitivity: decibels('Fully open at', -60, 0, -18),
    resonance: number('Resonance', 0.5, 20, 4, { scale: 'log', decimals: 2 }),
    attack: milliseconds('Attack', 0.5, 200, 8),
    release: milliseconds('Release', 10, 2000, 180),
    mix: mix(100),
  },
  kernel: 'auto-wah',
  drives: {
    frequency: same,
    octaves: same,
    sensitivity: same,
    resonance: same,
    attack: toSeconds,
    release: toSeconds,
  },
});
