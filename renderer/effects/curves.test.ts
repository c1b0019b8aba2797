import { describe, expect, it } from 'vitest';
import { newEffect } from '../audio/effects/index';
import { curveOf, numberParam } from './curves';

const RATE = 48_000;
const HERTZ = Float32Array.of(30, 300, 1000, 4000, 15_000);

describe.each(['eq3', 'parametric-eq'])('the curve of %s', (type) => {
  const curve = curveOf(type)!;
  const { params } = newEffect(type);
  const at = (changes: typeof params): number[] => [
    ...Array.from(curve.response({ ...params, ...changes }, HERTZ, RATE)),
  ];

  it('stands for parameters that the effect has', () => {
    for (const { frequency, gain, q } of curve.bands) {
      for (const key of [frequency, gain, q]) if (key !== null) expect(numberParam(type, key)).not.toBeNull();
    }
  });

  it('is flat at rest', () => {
    for (const db of at({})) expect(Math.abs(db)).toBeLessThan(1e-3);
  });

  it('is where a band’s point stands', () => {
    const key = type === 'eq3' ? 'mid' : 'highMid';
    expect(at({ [`${key}Frequency`]: 1000, [`${key}Gain`]: 12 })[2]).toBeCloseTo(12, 3);
    expect(at({ lowFrequency: 300, lowGain: -6 })[1]).toBeCloseTo(-3, 1);
  });
});

it('passes of the parametric EQ cut beyond their frequency', () => {
  const { params } = newEffect('parametric-eq');
  const cut = curveOf('parametric-eq')!.response(
    { ...params, highPassFrequency: 1000, lowPassFrequency: 4000 },
    HERTZ,
    RATE,
  );
  expect(cut[0]).toBeLessThan(-50);
  expect(cut[2]).toBeCloseTo(-3, 0);
  expect(cut[4]).toBeLessThan(-20);
});
