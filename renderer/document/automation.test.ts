import { describe, expect, it } from 'vitest';
import { automationValue, shareOf, valueOf } from './automation';

const points = [
  { at: 100, value: -6, bend: 0 },
  { at: 200, value: 0, bend: 0.5 },
  { at: 300, value: 4, bend: 0 },
  { at: 300, value: -4, bend: 0 },
];

describe('automationValue', () => {
  it('holds outwards, goes straight, bends and steps', () => {
    expect(automationValue(points, 0)).toBe(-6);
    expect(automationValue(points, 150)).toBe(-3);
    expect(automationValue(points, 225)).toBeCloseTo(4 * Math.sqrt(0.25), 12);
    expect(automationValue(points, 299.999)).toBeCloseTo(4, 3);
    expect(automationValue(points, 300)).toBe(-4);
    expect(automationValue(points, 9000)).toBe(-4);
    expect(automationValue([], 9000)).toBeNull();
  });

  it('goes by ratio on a log scale', () => {
    const sweep = [
      { at: 0, value: 100, bend: 0 },
      { at: 10, value: 10_000, bend: 0 },
    ];
    expect(automationValue(sweep, 5, 'log')).toBeCloseTo(1000, 9);
  });
});

it('shares of a range and values are inverse', () => {
  for (const range of [
    { min: 20, max: 20_000, scale: 'log' },
    { min: -72, max: 12, scale: 'linear' },
  ] as const) {
    expect(shareOf(range, range.min)).toBe(0);
    expect(shareOf(range, range.max)).toBe(1);
    expect(valueOf(range, shareOf(range, range.max / 3))).toBeCloseTo(range.max / 3, 9);
    expect(shareOf(range, range.min - 100)).toBe(0);
  }
});
