import type { Effect } from '../../../preload/contract/document';
import { design, sectionDb } from '../kernels/biquad';
import { equalizerBands, HIGH_PASS_OFF, isBandActive, LOW_PASS_OFF } from '../kernels/equalizer';
import { decibels, hertz, number, paramValue } from './descriptor';
import { defineKernelEffect, same } from './kernelEffect';

const q = (label: string, byDefault: number) =>
  number(label, 0.2, 18, byDefault, { scale: 'log', decimals: 2 });

/** Four bands between two passes. At 0 dB, and with the passes at their ends, it changes nothing at all. */
export const parametricEq = defineKernelEffect({
  type: 'parametric-eq',
  name: 'Parametric EQ',
  category: 'Tone',
  summary: 'Two shelves, two bells, high-pass and low-pass.',
  params: {
    highPassFrequency: hertz('High-pass', HIGH_PASS_OFF, 2000, HIGH_PASS_OFF),
    highPassQ: q('High-pass Q', 0.71),
    lowFrequency: hertz('Low freq', 20, 1000, 120),
    lowGain: decibels('Low', -24, 24, 0),
    lowQ: q('Low Q', 0.71),
    lowMidFrequency: hertz('Low mid freq', 40, 8000, 450),
    lowMidGain: decibels('Low mid', -24, 24, 0),
    lowMidQ: q('Low mid Q', 1),
    highMidFrequency: hertz('High mid freq', 200, 18_000, 2500),
    highMidGain: decibels('High mid', -24, 24, 0),
    highMidQ: q('High mid Q', 1),
    highFrequency: hertz('High freq', 1000, 20_000, 8000),
    highGain: decibels('High', -24, 24, 0),
    highQ: q('High Q', 0.71),
    lowPassFrequency: hertz('Low-pass', 200, LOW_PASS_OFF, LOW_PASS_OFF),
    lowPassQ: q('Low-pass Q', 0.71),
  },
  kernel: 'equalizer',
  drives: {
    highPassFrequency: same,
    highPassQ: same,
    lowFrequency: same,
    lowGain: same,
    lowQ: same,
    lowMidFrequency: same,
    lowMidGain: same,
    lowMidQ: same,
    highMidFrequency: same,
    highMidGain: same,
    highMidQ: same,
    highFrequency: same,
    highGain: same,
    highQ: same,
    lowPassFrequency: same,
    lowPassQ: same,
  },
});

/** Gain in dB at each frequency (Hz) of a parametric EQ with these parameters: what its curve shows. */
export function responseDb(
  params: Effect['params'],
  frequencies: ArrayLike<number>,
  sampleRate: number,
): Float64Array {
  const value = (key: string): number => {
    const spec = parametricEq.params.find((param) => param.key === key);
    return spec ? Number(paramValue(spec, params[key])) : 0;
  };
  const sections = equalizerBands.flatMap(([name, shape]) => {
    const frequency = value(`${name}Frequency`);
    const gain = value(`${name}Gain`);
    return isBandActive(shape, frequency, gain)
      ? [design(shape, frequency, gain, value(`${name}Q`), sampleRate)]
      : [];
  });
  return Float64Array.from(frequencies, (frequency) =>
    sections.reduce((sum, section) => sum + sectionDb(section, frequency, sampleRate), 0),
  );
}
