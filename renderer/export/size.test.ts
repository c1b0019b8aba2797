import { expect, it } from 'vitest';
import { formatBytes, formatLength, wavBytes } from './size';

it('tells sizes and lengths as people do', () => {
  expect(wavBytes(48_000, { sampleRate: 48_000, bitDepth: '24' })).toBe(288_000);
  expect(formatBytes(288_000)).toBe('288 KB');
  expect(formatBytes(12_345_678)).toBe('12.3 MB');
  expect(formatBytes(1.2e9)).toBe('1.20 GB');
  expect(formatLength(4.25)).toBe('4.25 s');
  expect(formatLength(125)).toBe('2 min 05 s');
  expect(formatLength(3720)).toBe('1 h 02 min');
});
