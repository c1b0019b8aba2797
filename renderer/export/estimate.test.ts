import { expect, it } from 'vitest';
import { exportFormatSchema } from '../../preload/contract/export';
import { fileBytes, formatBytes, formatLength, timeLeft } from './estimate';

it('tells sizes and lengths as people do', () => {
  const format = exportFormatSchema.parse({});
  expect(fileBytes(48_000, format)).toBe(288_000);
  expect(fileBytes(48_000, { ...format, codec: 'opus', kbps: 160 })).toBe(20_000);
  expect(fileBytes(48_000, { ...format, codec: 'flac', bitDepth: '32f' })).toBe(216_000);
  expect(formatBytes(288_000)).toBe('288 KB');
  expect(formatBytes(12_345_678)).toBe('12.3 MB');
  expect(formatBytes(1.2e9)).toBe('1.20 GB');
  expect(formatLength(4.25)).toBe('4.25 s');
  expect(formatLength(125)).toBe('2 min 05 s');
  expect(formatLength(3720)).toBe('1 h 02 min');
});

it('tells the time left once it can be known', () => {
  expect(timeLeft(0.01, 10)).toBe('');
  expect(timeLeft(0.5, 1)).toBe('');
  expect(timeLeft(0.25, 10)).toBe('30 s left');
  expect(timeLeft(0.1, 60)).toBe('9 min left');
});
