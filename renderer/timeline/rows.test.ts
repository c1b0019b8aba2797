import { expect, it } from 'vitest';
import type { Automation, Track } from '../../preload/contract/document';
import { emptyDocument, newTrack } from '../document/factory';
import { trackDropAt } from './gestures/track-order';
import { LANE_HEIGHT, rowOfTrack, rowsBetween, rowsOf, trackIndexAt } from './rows';

const lane = (id: string, shown = true): Automation => ({
  id,
  target: 'volume',
  points: [],
  bypassed: false,
  shown,
});

const project = (collapsed: boolean, masterLanes: Automation[] = []) => {
  const track = (id: string, changes: Partial<Track> = {}): Track => ({ ...newTrack(0, id), id, ...changes });
  const document = emptyDocument();
  return {
    ...document,
    master: { ...document.master, automation: masterLanes },
    tracks: [
      track('a', { automation: [lane('va'), lane('hidden', false)] }),
      track('g', { kind: 'group', collapsed, height: 40 }),
      track('b', { groupId: 'g' }),
      track('c', { groupId: 'g' }),
      track('d'),
    ],
  };
};

const keys = (document: Parameters<typeof rowsOf>[0]): string[] =>
  rowsOf(document).list.map(({ key }) => key);

it('show tracks, their shown lanes below them, and the master lanes at the end', () => {
  expect(keys(project(false, [lane('m')]))).toEqual(['a', 'a va', 'g', 'b', 'c', 'd', 'master m']);
  expect(rowsOf(project(false)).list.map((row) => row.depth)).toEqual([0, 0, 0, 1, 1, 0]);
});

it('leave out what a collapsed group holds', () => {
  expect(keys(project(true))).toEqual(['a', 'a va', 'g', 'd']);
});

it('a lane is its track to a gesture, and hidden tracks are under no height', () => {
  const document = project(true, [lane('m')]);
  const rows = rowsOf(document);
  const at = (y: number): number => trackIndexAt(rows, document.tracks, y);
  const group = 76 + LANE_HEIGHT;
  expect([-1, 0, 75, 76, group - 1, group, group + 40].map(at)).toEqual([-1, 0, 0, 0, 0, 1, 4]);
  expect(at(rows.total - 1)).toBe(5);
  expect(at(rows.total)).toBe(5);
  expect(rowOfTrack(rows, 'b')).toBeNull();
  expect(rowsBetween(rows, 75, 77).map(({ key }) => key)).toEqual(['a', 'a va']);
});

it('a dragged track goes beside a row, into a group, or to the first place in an open one', () => {
  const rows = rowsOf(project(false));
  const group = 76 + LANE_HEIGHT;
  expect(trackDropAt(rows, 5).place).toEqual({ groupId: null, beforeId: 'a' });
  expect(trackDropAt(rows, group + 20)).toMatchObject({ place: { groupId: 'g', beforeId: null }, into: 'g' });
  expect(trackDropAt(rows, group + 38).place).toEqual({ groupId: 'g', beforeId: 'b' });
  expect(trackDropAt(rows, group + 40 + 5).place).toEqual({ groupId: 'g', beforeId: 'b' });
  expect(trackDropAt(rows, rows.total - 5).place).toEqual({ groupId: null, beforeId: null });
  expect(trackDropAt(rows, rows.total + 50).place).toEqual({ groupId: null, beforeId: null });
});
