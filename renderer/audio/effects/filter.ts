import type { Scene } from '../scene';
import { connectSeries } from '../tone';
import { biquad, drive, gain } from './blocks';
import { choice, defineEffect, hertz, mix, number, percent } from './descriptor';
import { defineKernelEffect, same, toShare } from './kernelEffect';

/** Q of each second-order section of a Butterworth filter: 1 / (2 sin((2k−1)π / 2n)), lowest first. */
export function butterworthQ(order: number): number[] {
  const sections = order / 2;
  return Array.from(
    { length: sections },
    (_, k) => 1 / (2 * Math.sin(((2 * k + 1) * Math.PI) / (2 * order))),
  ).reverse();
}

export const filter = defineEffect({
  type: 'filter',
  name: 'Filter',
  category: 'Tone',
  summary: 'Low-pass, high-pass, band-pass or notch, up to 48 dB per octave.',
  params: {
    type: choice(
      'Type',
      [
        { value: 'lowpass', label: 'Low-pass' },
        { value: 'highpass', label: 'High-pass' },
        { value: 'bandpass', label: 'Band-pass' },
        { value: 'notch', label: 'Notch' },
      ],
      'lowpass',
    ),
    rolloff: choice(
      'Slope',
      [
        { value: '12', label: '12 dB/oct' },
        { value: '24', label: '24 dB/oct' },
        { value: '48', label: '48 dB/oct' },
      ],
      '24',
    ),
    frequency: hertz('Frequency', 20, 20_000, 2000),
    q: number('Q', 0.3, 20, 0.71, { scale: 'log', decimals: 2 }),
    mix: mix(100),
  },
  create: (scene: Scene, values) => {
    const pass = values.type === 'lowpass' || values.type === 'highpass';
    const sections = butterworthQ(Number(values.rolloff) / 6);
    // Low- and high-pass take their Q in dB (Web Audio, BiquadFilterNode). Only the most resonant section follows the
    // knob: 0.71 is then exactly Butterworth at every slope.
    const sectionQ = (q: number, index: number): number => {
      if (!pass) return q;
      const own = sections[index] ?? Math.SQRT1_2;
      return 20 * Math.log10(index === sections.length - 1 ? own * (q / Math.SQRT1_2) : own);
    };
    const input = gain(scene);
    const output = gain(scene);
    const filters = sections.map((_, index) =>
      biquad(scene, { type: values.type, frequency: values.frequency, Q: sectionQ(values.q, index) }),
    );
    connectSeries(input, ...filters, output);
    return {
      input,
      output,
      automatable: {
        frequency: filters.map(({ frequency }) => drive(frequency)),
        q: filters.map(({ Q }, index) => drive(Q, (q) => sectionQ(q, index))),
      },
    };
  },
});

export const softFilter = defineKernelEffect({
  type: 'soft-filter',
  name: 'Soft filter',
  category: 'Tone',
  summary: 'One pole: 6 dB per octave, like distance or a curtain.',
  params: {
    type: choice(
      'Type',
      [
        { value: 'lowpass', label: 'Low-pass' },
        { value: 'highpass', label: 'High-pass' },
      ],
      'lowpass',
    ),
    frequency: hertz('Frequency', 20, 20_000, 3000),
    mix: mix(100),
  },
  kernel: 'one-pole',
  drives: { frequency: same },
  options: ({ type }) => ({ highpass: type === 'highpass' ? 1 : 0 }),
});

export const resonator = defineKernelEffect({
  type: 'resonator',
  name: 'Resonator',
  category: 'Tone',
  summary: 'A tuned comb: pipes, strings and hollow bodies.',
  params: {
    frequency: hertz('Frequency', 30, 4000, 220),
    feedback: percent('Feedback', 85, -99, 99),
    damping: hertz('Damping', 200, 20_000, 6000),
    mix: mix(60),
  },
  tail: ({ frequency, feedback }) =>
    Math.min(10, Math.log(0.001) / Math.log(Math.max(0.01, Math.abs(feedback) / 100)) / frequency),
  kernel: 'comb',
  drives: { frequency: same, feedback: toShare, damping: same },
});
