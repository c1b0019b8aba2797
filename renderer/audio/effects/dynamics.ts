import { declickerLatency } from '../kernels/declicker';
import { limiterLatency } from '../kernels/limiter';
import { decibels, hertz, milliseconds, mix, number, percent } from './descriptor';
import { defineKernelEffect, same, toLinear, toSeconds } from './kernelEffect';

export const gate = defineKernelEffect({
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
  kernel: 'gate',
  reduction: [''],
  drives: { threshold: same, range: same, attack: toSeconds, hold: toSeconds, release: toSeconds },
});

export const limiter = defineKernelEffect({
  type: 'limiter',
  name: 'Limiter',
  category: 'Dynamics',
  summary: 'Look-ahead brick wall: no true peak above the ceiling.',
  params: {
    input: decibels('Input', -12, 24, 0),
    ceiling: decibels('Ceiling', -24, 0, -1),
    release: number('Release', 10, 1000, 120, { unit: 'ms', scale: 'log', decimals: 0 }),
  },
  latency: (_, sampleRate) => limiterLatency(sampleRate),
  kernel: 'limiter',
  reduction: [''],
  drives: { input: toLinear, ceiling: toLinear, release: toSeconds },
});

export const multibandCompressor = defineKernelEffect({
  type: 'multiband-compressor',
  name: 'Multiband compressor',
  category: 'Dynamics',
  summary: 'Lows, mids and highs compressed apart.',
  params: {
    lowCross: hertz('Low/mid', 40, 1000, 160),
    highCross: hertz('Mid/high', 1000, 12_000, 3000),
    lowThreshold: decibels('Low threshold', -60, 0, -24),
    lowGain: decibels('Low gain', -12, 18, 0),
    midThreshold: decibels('Mid threshold', -60, 0, -24),
    midGain: decibels('Mid gain', -12, 18, 0),
    highThreshold: decibels('High threshold', -60, 0, -24),
    highGain: decibels('High gain', -12, 18, 0),
    ratio: number('Ratio', 1, 20, 3, { unit: ':1', scale: 'log' }),
    attack: milliseconds('Attack', 0.1, 500, 10),
    release: milliseconds('Release', 10, 2000, 150),
    mix: mix(100),
  },
  kernel: 'multiband',
  reduction: ['Low', 'Mid', 'High'],
  drives: {
    lowCross: same,
    highCross: same,
    lowThreshold: same,
    lowGain: same,
    midThreshold: same,
    midGain: same,
    highThreshold: same,
    highGain: same,
    ratio: same,
    attack: toSeconds,
    release: toSeconds,
  },
});

export const declicker = defineKernelEffect({
  type: 'declicker',
  name: 'De-clicker',
  category: 'Dynamics',
  summary: 'Finds clicks of up to 1.5 ms and draws the curve through them.',
  params: { sensitivity: percent('Sensitivity', 50), mix: mix(100) },
  latency: (_, sampleRate) => declickerLatency(sampleRate),
  kernel: 'declicker',
  drives: { sensitivity: same },
});
