import { expect, it } from 'vitest';
import type { Track } from '../../preload/contract/document';
import { newTrack } from './factory';
import { silencedTracks } from './select';

/** Group g with a and b in it, c beside it, r a return. */
const silenced = (changes: Record<string, Partial<Track>>): string =>
  [
    ...silencedTracks({
      tracks: [
        { id: 'g', kind: 'group' as const },
        { id: 'a', groupId: 'g' },
        { id: 'b', groupId: 'g' },
        { id: 'c' },
        { id: 'r', kind: 'return' as const },
      ].map((track) => ({ ...newTrack(0), ...track, ...changes[track.id] })),
    }),
  ].join(' ');

it('mutes what is in a muted group', () => {
  expect(silenced({})).toBe('');
  expect(silenced({ g: { muted: true } })).toBe('g a b');
  expect(silenced({ a: { muted: true } })).toBe('a');
});

it('solo keeps a track, the groups it plays through and what is in it, and every return', () => {
  expect(silenced({ a: { soloed: true } })).toBe('b c');
  expect(silenced({ g: { soloed: true } })).toBe('c');
  expect(silenced({ c: { soloed: true } })).toBe('g a b');
  expect(silenced({ g: { soloed: true }, a: { muted: true } })).toBe('a c');
});
