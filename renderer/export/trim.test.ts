import { expect, it } from 'vitest';
import { SILENCE, TailTrimmer } from './trim';

/** What is left of a mono stream that comes in blocks of `size`. */
function trimmed(samples: number[], keep: number, size: number): number[] {
  const trimmer = new TailTrimmer(keep);
  const out: number[] = [];
  for (let at = 0; at < samples.length; at += size) {
    for (const [block] of trimmer.push([Float32Array.from(samples.slice(at, at + size))]))
      out.push(...block!);
  }
  return out;
}

const quiet = SILENCE / 2;

it.each([1, 2, 3, 7, 100])('cuts the silence at the end, and no other, in blocks of %d', (size) => {
  const samples = [1, 0, 0, 0, 1, quiet, quiet, 1, quiet, 0, 0, 0];
  expect(trimmed(samples, 0, size)).toEqual(Array.from(Float32Array.from(samples.slice(0, 8))));
  expect(trimmed(samples, 10, size)).toHaveLength(10);
  expect(trimmed([0, 0, 0], 2, size)).toEqual([0, 0]);
  expect(trimmed([0, 0, SILENCE * 1.01], 0, size)).toHaveLength(3);
});

it('listens to every channel', () => {
  const [block] = new TailTrimmer(0).push([Float32Array.of(1, 0, 0), Float32Array.of(0, 1, 0)]);
  expect(block?.map((channel) => [...channel])).toEqual([
    [1, 0],
    [0, 1],
  ]);
});
