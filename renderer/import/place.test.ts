import { expect, test } from 'vitest';
import { emptyDocument, newTrack } from '../document/factory';
import { applyAll } from '../document/operations';
import { soundOf } from '../document/testing/fixtures';
import { placeSounds } from './place';

const two = { ...emptyDocument(), tracks: [newTrack(0), newTrack(1)] };
const sounds = [soundOf('a', 1), soundOf('b', 2), soundOf('c', 1)];
const rows = (trackId: string | null, stacked: boolean) => {
  const { document } = applyAll(two, placeSounds(two, sounds, { trackId, start: 100, stacked }));
  return sounds.map(({ id }) => {
    const clip = Object.values(document.clips).find(({ soundId }) => soundId === id)!;
    return [document.tracks.findIndex((track) => track.id === clip.trackId), clip.start];
  });
};

test('one after another on the track they were dropped on', () => {
  expect(rows(two.tracks[1]!.id, false)).toEqual([
    [1, 100],
    [1, 100 + 48_000],
    [1, 100 + 3 * 48_000],
  ]);
});

test('stacked, each gets a track: those there are, then new ones', () => {
  expect(rows(two.tracks[1]!.id, true)).toEqual([
    [1, 100],
    [2, 100],
    [3, 100],
  ]);
});

test('below the last track they get one new track, or one each', () => {
  expect(rows(null, false).map(([row]) => row)).toEqual([2, 2, 2]);
  expect(rows(null, true).map(([row]) => row)).toEqual([2, 3, 4]);
});
