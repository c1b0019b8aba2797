import { expect, it } from 'vitest';
import { halved, log2 } from './logarithm';

it('takes logarithms to a millionth', () => {
  let worst = 0;
  for (let x = 1e-37; x < 1e38; x *= 1.000_37) worst = Math.max(worst, Math.abs(log2(x) - Math.log2(x)));
  expect(worst).toBeLessThan(1e-6);
  for (const power of [-60, -1, 0, 1, 40]) expect(log2(2 ** power)).toBe(power);
});

it('takes powers of two to a millionth', () => {
  let worst = 0;
  for (let x = 0; x < 120; x += 0.000_71) worst = Math.max(worst, Math.abs(halved(x) * 2 ** x - 1));
  expect(worst).toBeLessThan(1e-6);
  expect([0, 1, 125, 127, Infinity, NaN].map(halved)).toEqual([1, 0.5, 2 ** -125, 0, 0, 0]);
});
