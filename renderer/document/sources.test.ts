import { expect, it } from 'vitest';
import { sourceKey, sourceLength, sourceSample } from './sources';

it('counts a source in samples at the project rate', () => {
  expect(sourceLength({ frames: 44_100, sampleRate: 44_100 }, { stretch: 1 }, 48_000)).toBe(48_000);
  expect(sourceLength({ frames: 44_101, sampleRate: 44_100 }, { stretch: 1.5 }, 48_000)).toBe(72_002);
});

it('tells sources apart by what they sound like', () => {
  const plain = { soundId: 'rain', reversed: false, pitch: 0, stretch: 1 };
  expect(sourceKey(plain)).toBe('rain');
  expect(
    new Set([{}, { pitch: 1 }, { stretch: 2 }, { reversed: true }].map((c) => sourceKey({ ...plain, ...c })))
      .size,
  ).toBe(4);
});

it('walks a loop from any offset', () => {
  const loop = { start: 100, length: 10 };
  expect(sourceSample({ offset: 103, loop: null }, 50)).toBe(153);
  expect(sourceSample({ offset: 103, loop }, 0)).toBe(103);
  expect(sourceSample({ offset: 103, loop }, 7)).toBe(100);
  expect(sourceSample({ offset: 98, loop }, 0)).toBe(108);
  expect(sourceSample({ offset: 98, loop }, 2)).toBe(100);
});
