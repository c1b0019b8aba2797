import type { Scene } from '../scene';
import { connectSeries, type Gain } from '../tone';
import {
  biquad,
  delay,
  gain,
  glide,
  lfo,
  lfoShapes,
  merge,
  split,
  stereoInput,
  type LfoShape,
} from './blocks';
import { choice, decibels, defineEffect, hertz, mix, number, percent } from './descriptor';

const shape = choice('Shape', lfoShapes, 'sine');
const spread = number('Stereo phase', 0, 180, 90, { unit: '°', decimals: 0, structural: true });

type Sides = {
  input: Gain;
  output: ReturnType<typeof merge>;
  /** left, right */
  channels: readonly [
    { rate(hz: number, seconds: number): void },
    { rate(hz: number, seconds: number): void },
  ];
};

/** One oscillator per side, `degrees` apart, each moving its own copy of what `build` makes. */
function bothSides(
  scene: Scene,
  options: { rate: number; shape: LfoShape; degrees: number },
  build: (
    wave: ReturnType<typeof lfo>,
    from: ReturnType<typeof split>,
    to: ReturnType<typeof merge>,
    side: 0 | 1,
  ) => void,
): Sides {
  const input = stereoInput(scene);
  const sides = split(scene);
  const output = merge(scene);
  input.connect(sides);
  const channel = (side: 0 | 1) => {
    const wave = lfo(scene, options.rate, options.shape, side * options.degrees);
    build(wave, sides, output, side);
    return { rate: (hz: number, seconds: number) => glide(wave.frequency, hz, seconds) };
  };
  return { input, output, channels: [channel(0), channel(1)] };
}

export const chorus = defineEffect({
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
  create: (scene, values) => {
    const parts: { line: ReturnType<typeof delay>; sway: Gain; back: Gain }[] = [];
    const sway = (v: { delay: number; depth: number }): number => (v.delay / 1000) * (v.depth / 100) * 0.9;
    const sides = bothSides(scene, { ...values, degrees: values.spread }, (wave, from, to, side) => {
      const line = delay(scene, values.delay / 1000, 0.1, 1);
      const amount = gain(scene, sway(values));
      const back = gain(scene, values.feedback / 100);
      from.connect(line, side, 0);
      connectSeries(line, back, line);
      wave.connect(amount);
      amount.connect(line.delayTime);
      line.connect(to, 0, side);
      parts.push({ line, sway: amount, back });
    });
    return {
      ...sides,
      apply: (next, seconds) => {
        for (const channel of sides.channels) channel.rate(next.rate, seconds);
        for (const part of parts) {
          glide(part.line.delayTime, next.delay / 1000, seconds);
          glide(part.sway.gain, sway(next), seconds);
          glide(part.back.gain, next.feedback / 100, seconds);
        }
      },
    };
  },
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
    const parts: { filters: ReturnType<typeof biquad>[]; sweep: Gain }[] = [];
    const cents = (octaves: number): number => octaves * 600;
    const sides = bothSides(scene, { ...values, degrees: values.spread }, (wave, from, to, side) => {
      const filters = Array.from({ length: Number(values.stages) }, () =>
        biquad(scene, { type: 'allpass', frequency: values.frequency, Q: 0.6 }, 1),
      );
      const sweep = gain(scene, cents(values.octaves));
      const [first] = filters;
      const last = filters.at(-1);
      if (!first || !last) return;
      wave.connect(sweep);
      for (const allpass of filters) sweep.connect(allpass.detune);
      from.connect(first, side, 0);
      connectSeries(...filters);
      last.connect(to, 0, side);
      parts.push({ filters, sweep });
    });
    return {
      ...sides,
      apply: (next, seconds) => {
        for (const channel of sides.channels) channel.rate(next.rate, seconds);
        for (const part of parts) {
          for (const allpass of part.filters) glide(allpass.frequency, next.frequency, seconds);
          glide(part.sweep.gain, cents(next.octaves), seconds);
        }
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
    const sides = bothSides(scene, { ...values, degrees: values.spread }, (wave, from, to, side) => {
      const level = gain(scene, 1 - values.depth / 200);
      const sway = gain(scene, values.depth / 200);
      from.connect(level, side, 0);
      wave.connect(sway);
      sway.connect(level.gain);
      level.connect(to, 0, side);
      parts.push({ level, sway });
    });
    return {
      ...sides,
      apply: (next, seconds) => {
        for (const channel of sides.channels) channel.rate(next.rate, seconds);
        for (const part of parts) {
          glide(part.level.gain, 1 - next.depth / 200, seconds);
          glide(part.sway.gain, next.depth / 200, seconds);
        }
      },
    };
  },
});

export const vibrato = defineEffect({
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
  // The line rests at its centre, so the whole sound is that much late: declared, and compensated.
  latency: (_, sampleRate) => Math.round(VIBRATO_CENTRE * sampleRate),
  create: (scene, values) => {
    const centre = Math.round(VIBRATO_CENTRE * scene.native.sampleRate) / scene.native.sampleRate;
    const parts: Gain[] = [];
    const sides = bothSides(scene, { ...values, degrees: values.spread }, (wave, from, to, side) => {
      const line = delay(scene, centre, 0.05, 1);
      const sway = gain(scene, (values.depth / 100) * centre * 0.95);
      from.connect(line, side, 0);
      wave.connect(sway);
      sway.connect(line.delayTime);
      line.connect(to, 0, side);
      parts.push(sway);
    });
    return {
      ...sides,
      apply: (next, seconds) => {
        for (const channel of sides.channels) channel.rate(next.rate, seconds);
        for (const sway of parts) glide(sway.gain, (next.depth / 100) * centre * 0.95, seconds);
      },
    };
  },
});

const VIBRATO_CENTRE = 0.006;

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
    const wave = lfo(scene, values.rate, values.shape);
    const sweep = gain(scene, values.octaves * 600);
    const q = (resonance: number): number =>
      values.type === 'bandpass' ? Math.SQRT1_2 * 10 ** (resonance / 20) : resonance;
    const section = biquad(scene, { type: values.type, frequency: values.frequency, Q: q(values.resonance) });
    wave.connect(sweep);
    sweep.connect(section.detune);
    return {
      input: section,
      output: section,
      apply: (next, seconds) => {
        glide(wave.frequency, next.rate, seconds);
        glide(sweep.gain, next.octaves * 600, seconds);
        glide(section.frequency, next.frequency, seconds);
        glide(section.Q, q(next.resonance), seconds);
      },
    };
  },
});
