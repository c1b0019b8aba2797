import { expect, it } from 'vitest';
import { soundSample, type Shown } from './source-map';

const plain: Shown = { offset: 10, loop: null, reversed: false, stretch: 1 };
const at = (clip: Partial<Shown>, ...samples: number[]): number[] =>
  samples.map((p) => soundSample({ ...plain, ...clip }, p, 100));

it('counts from the offset', () => {
  expect(at({}, 0, 5)).toEqual([10, 15]);
});

it('goes backwards through a reversed sound', () => {
  expect(at({ reversed: true }, 0, 5)).toEqual([90, 85]);
});

it('is slower through a stretched sound', () => {
  expect(at({ stretch: 2 }, 0, 6)).toEqual([5, 8]);
});

it('repeats a loop', () => {
  expect(at({ loop: { start: 5, length: 20 } }, 0, 14, 15, 35)).toEqual([10, 24, 5, 5]);
});
