import { expect, it } from 'vitest';
import { frequencyToShare, LogBins, shareToFrequency } from './log-frequency';

it('puts each decade on a third of the axis', () => {
  expect(frequencyToShare(20)).toBe(0);
  expect(frequencyToShare(200)).toBeCloseTo(1 / 3, 9);
  expect(frequencyToShare(20_000)).toBeCloseTo(1, 9);
  expect(shareToFrequency(frequencyToShare(777))).toBeCloseTo(777, 6);
});

it('shows a single line in the column of its frequency, however narrow or wide the columns are', () => {
  const spacing = 48_000 / 4096;
  for (const columns of [60, 200, 900]) {
    const bins = new LogBins(columns, spacing);
    for (const hz of [100, 1000, 9000]) {
      const line = Math.round(hz / spacing);
      const spectrum = new Float32Array(2048).fill(-100);
      spectrum[line] = -10;
      const into = new Float32Array(columns);
      bins.read(spectrum, into);
      const highest = into.indexOf(Math.max(...into));
      expect(Math.abs((highest + 0.5) / columns - frequencyToShare(line * spacing))).toBeLessThan(
        1.5 / columns,
      );
      expect(into[highest]).toBeGreaterThan(-30);
    }
  }
});

it('has a number for every column, of silence too', () => {
  const bins = new LogBins(100, 12);
  const columns = new Float32Array(100);
  bins.read(new Float32Array(2048).fill(-Infinity), columns);
  expect([...columns].some(Number.isNaN)).toBe(false);
  expect(Math.max(...columns)).toBeLessThan(-200);
});
