import { describe, expect, it } from 'vitest';
import { exactDelays } from './wait';

describe('exactDelays', () => {
  it('is made of lengths that survive 32 bits, for every number of frames', () => {
    for (const rate of [44_100, 48_000, 88_200, 96_000]) {
      for (let frames = 0; frames < 200_000; frames += frames < 20_000 ? 1 : 37) {
        const [long, short] = exactDelays(frames, rate);
        const found = [long, short].map((seconds) => Math.fround(Math.fround(seconds) * rate));
        if (found[0]! % 1 !== 0 || found[1]! % 1 !== 0 || found[0]! + found[1]! !== frames) {
          expect.fail(`${frames} frames at ${rate}: ${found.join(' + ')}`);
        }
      }
    }
    expect(exactDelays(176, 48_000)).toEqual([176 / 48_000, 0]);
    expect(exactDelays(3405, 44_100)[1]).toBeGreaterThan(0);
  });
});
