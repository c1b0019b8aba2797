import { expect, it } from 'vitest';
import type { ProjectDocument } from '../../../preload/contract/document';
import { emptyDocument, newTrack } from '../factory';
import { applyAll, type Operation } from '../operations';
import { dissolveGroup, groupsAround, groupTracks, placeBeside, placeTrack } from './folders';

/** "a g(b h(c)) d": g and h are groups. */
function project(): ProjectDocument {
  const track = (id: string, groupId: string | null, kind: 'audio' | 'group' = 'audio') => ({
    ...newTrack(0, id),
    id,
    groupId,
    kind,
  });
  return {
    ...emptyDocument(),
    tracks: [
      track('a', null),
      track('g', null, 'group'),
      track('b', 'g'),
      track('h', 'g', 'group'),
      track('c', 'h'),
      track('d', null),
    ],
  };
}

/** The tracks as nested names, and the proof that undoing leads back. */
function after(document: ProjectDocument, operations: readonly Operation[]): string {
  const { document: edited, inverse } = applyAll(document, operations);
  expect(applyAll(edited, inverse).document).toEqual(document);
  return tree(edited);
}

function tree(document: ProjectDocument): string {
  const depth = (id: string): string => {
    const track = document.tracks.find((candidate) => candidate.id === id);
    const shown = track?.id.length === 1 ? track.id : 'new';
    return track ? '.'.repeat(groupsAround(document, track).length) + shown : '?';
  };
  return document.tracks.map(({ id }) => depth(id)).join(' ');
}

it('moves a track into a group, to its end or before another, and out again', () => {
  const document = project();
  expect(after(document, placeTrack(document, 'a', { groupId: 'g', beforeId: null }))).toBe(
    'g .b .h ..c .a d',
  );
  expect(after(document, placeTrack(document, 'a', { groupId: 'g', beforeId: 'b' }))).toBe(
    'g .a .b .h ..c d',
  );
  expect(after(document, placeTrack(document, 'c', { groupId: null, beforeId: 'd' }))).toBe('a g .b .h c d');
});

it('moves a group with everything in it, and never into itself', () => {
  const document = project();
  expect(after(document, placeTrack(document, 'g', { groupId: null, beforeId: null }))).toBe(
    'a d g .b .h ..c',
  );
  expect(placeTrack(document, 'g', { groupId: 'h', beforeId: null })).toEqual([]);
  expect(placeTrack(document, 'a', { groupId: null, beforeId: 'g' })).toEqual([]);
});

it('groups tracks in place of the first, and dissolving gives the order back', () => {
  const document = project();
  expect(after(document, groupTracks(document, ['d', 'a'], 'new'))).toBe('new .a .d g .b .h ..c');
  // c lies in h already: h alone goes in.
  expect(after(document, groupTracks(document, ['h', 'c'], 'new'))).toBe('a g .b .new ..h ...c d');
  expect(after(document, dissolveGroup(document, 'g'))).toBe('a b h .c d');
});

it('steps by rows into and out of groups', () => {
  const document = project();
  const step = (id: string, rows: 1 | -1): string => {
    const place = placeBeside(document, id, rows);
    return place ? after(document, placeTrack(document, id, place)) : 'nowhere';
  };
  expect(step('a', 1)).toBe('g .a .b .h ..c d');
  expect(step('d', -1)).toBe('a g .b .h ..c .d');
  expect(step('b', -1)).toBe('a b g .h ..c d');
  expect(step('h', 1)).toBe('a g .b h .c d');
  expect(step('a', -1)).toBe('nowhere');
});
