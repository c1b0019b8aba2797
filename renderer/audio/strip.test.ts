import { expect, it } from 'vitest';
import { faderGain, panGains } from './strip';

it('pans at equal power, 0 dB in the centre', () => {
  expect(panGains(0)[0]).toBeCloseTo(1, 12);
  expect(panGains(0)[1]).toBeCloseTo(1, 12);
  for (const pan of [-1, -0.6, 0.3, 1]) {
    const [left, right] = panGains(pan);
    expect(left ** 2 + right ** 2).toBeCloseTo(2, 12);
  }
  expect(panGains(-1)[1]).toBeCloseTo(0, 12);
  expect(panGains(1)[0]).toBeCloseTo(0, 12);
});

it('is silent at the bottom of the fader', () => {
  expect(faderGain(-72)).toBe(0);
  expect(faderGain(0)).toBe(1);
  expect(faderGain(6)).toBeCloseTo(1.995, 3);
});
