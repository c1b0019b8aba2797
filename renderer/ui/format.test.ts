import { expect, test } from 'vitest';
import { formatLevel, formatSeconds } from './format';

test('lengths and levels', () => {
  expect(formatSeconds(0.3)).toBe('0.30 s');
  expect(formatSeconds(29.999)).toBe('30.00 s');
  expect(formatSeconds(65)).toBe('1:05.0');
  expect(formatLevel(-6.24)).toBe('−6.2 dB');
  expect(formatLevel(0)).toBe('0.0 dB');
  expect(formatLevel(-Infinity)).toBe('−∞ dB');
});
