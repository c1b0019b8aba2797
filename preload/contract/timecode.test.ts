import { describe, expect, it } from 'vitest';
import { parseTimecode, timecodeSeconds } from './timecode';

describe('a time code', () => {
  it.each([
    ['01:00:00:00', '25', '01:00:00:00'],
    [' 1:2:3 ', '24', '01:02:03:00'],
    ['09:59:59;29', '29.97df', '09:59:59:29'],
    ['00:10:00:00', '29.97df', '00:10:00:00'],
  ] as const)('%s at %s', (text, rate, read) => expect(parseTimecode(text, rate)).toBe(read));

  it.each([
    ['24:00:00:00', '25'],
    ['01:00:00:25', '25'],
    ['01:00:60', '25'],
    ['01:01:00:00', '29.97df'],
    ['an hour', '25'],
    ['01:00', '25'],
    ['1:00:00:00:00', '25'],
    ['-1:00:00', '25'],
  ] as const)('is not %s at %s', (text, rate) => expect(parseTimecode(text, rate)).toBeNull());

  it.each([
    ['01:00:00:00', '25', 3600],
    ['00:00:01:12', '24', 1.5],
    // An hour of labels at 24 takes 3.6 s longer at 23.976.
    ['01:00:00:00', '23.976', 3603.6],
    ['01:00:00:00', '29.97', 3603.6],
    // Drop frame keeps up with the clock: to 3.6 ms an hour.
    ['01:00:00:00', '29.97df', (107_892 * 1001) / 30_000],
    ['10:00:00:00', '30', 36_000],
  ] as const)('%s at %s is %d s after midnight', (timecode, rate, seconds) =>
    expect(timecodeSeconds(timecode, rate)).toBeCloseTo(seconds, 9),
  );
});
