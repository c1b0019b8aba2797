import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clip } from '../../../preload/contract/document';
import { clipEnd } from '../select';
import { smallProject, soundOf } from '../testing/fixtures';
import { scatterClips, type Scatter } from './scatter';
import { addTakes } from './takes';
import { applyAll } from '../operations';

const plain: Scatter = {
  start: 480_000,
  length: 4_800_000,
  count: 8,
  gap: 0,
  gainDb: 0,
  pitch: 0,
  takes: false,
  seed: 7,
};
const project = smallProject();
const ids = Object.keys(project.clips);
const added = (scatter: Scatter, document = project): Clip[] =>
  scatterClips(document, ids, scatter).flatMap((each) => (each.type === 'clip.add' ? [each.clip] : []));
const placeOf = ({ start, trackId, soundId, gainDb, pitch }: Clip) => ({
  start,
  trackId,
  soundId,
  gainDb,
  pitch,
});

it('the same seed gives the same places and values, another one others', () => {
  const varied = { ...plain, gainDb: 6, pitch: 3 };
  expect(added(varied).map(placeOf)).toEqual(added(varied).map(placeOf));
  expect(added(varied).map(placeOf)).not.toEqual(added({ ...varied, seed: 8 }).map(placeOf));
});

it('copies lie in the range, in order, no nearer to each other than the gap, and vary no more than they may', () => {
  fc.assert(
    fc.property(
      fc.record({
        start: fc.nat(1_000_000),
        length: fc.nat(20_000_000),
        count: fc.nat(60),
        gap: fc.nat(200_000),
        gainDb: fc.double({ min: 0, max: 24, noNaN: true }),
        pitch: fc.double({ min: 0, max: 12, noNaN: true }),
        takes: fc.boolean(),
        seed: fc.nat(),
      }),
      (scatter) => {
        const clips = added(scatter);
        expect(clips.length).toBeLessThanOrEqual(scatter.count);
        clips.forEach((clip, index) => {
          const before = clips[index - 1];
          expect(clip.start).toBeGreaterThanOrEqual(scatter.start);
          // Places are rounded to samples.
          expect(clipEnd(clip)).toBeLessThanOrEqual(scatter.start + scatter.length + 1);
          if (before) expect(clip.start).toBeGreaterThanOrEqual(clipEnd(before) + scatter.gap - 1);
          const original = Object.values(project.clips).find((each) => each.soundId === clip.soundId)!;
          expect(project.clips[ids[0]!] && original).toBeDefined();
        });
      },
    ),
  );
});

it('leaves out what has no room', () => {
  const [first] = Object.values(project.clips);
  expect(
    added({ ...plain, length: first!.length - 1, count: 1 }).every((clip) => clip.length < first!.length),
  ).toBe(true);
  expect(added({ ...plain, length: 0 })).toEqual([]);
});

it('plays the takes behind the clips when it may', () => {
  const takes = [soundOf('drone', 30), soundOf('wind', 2)];
  const { document } = applyAll(project, addTakes(project, ids, takes));
  const heard = new Set(
    added({ ...plain, length: 500_000_000, count: 60, takes: true }, document).map((clip) => clip.soundId),
  );
  expect(heard.has('drone') && heard.has('wind')).toBe(true);
  const alone = new Set(
    added({ ...plain, length: 500_000_000, count: 60 }, document).map((clip) => clip.soundId),
  );
  expect([...alone].every((id) => ids.some((clipId) => document.clips[clipId]!.soundId === id))).toBe(true);
});
