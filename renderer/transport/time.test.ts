import { expect, it } from 'vitest';
import { barTime, clockTime } from './time';

it('shows hours, minutes, seconds and milliseconds', () => {
  expect(clockTime(0)).toBe('0:00:00.000');
  expect(clockTime(67.25)).toBe('0:01:07.250');
  expect(clockTime(3723.0019)).toBe('1:02:03.001');
});

it('counts bars and beats from 1', () => {
  expect(barTime(0, 120)).toBe('1.1.00');
  expect(barTime(0.5, 120)).toBe('1.2.00');
  expect(barTime(2.25, 120)).toBe('2.1.50');
});
