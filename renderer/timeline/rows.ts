import type { Automation, ProjectDocument, Track } from '../../preload/contract/document';
import type { RackOwner } from '../document/operations';

/** Height of an automation lane in CSS pixels. */
export const LANE_HEIGHT = 64;

/** A track: its clips, or what a group gathers. */
export type TrackRow = {
  readonly kind: 'track';
  readonly key: string;
  readonly track: Track;
  /** position among the document's tracks */
  readonly index: number;
  /** how many groups it lies in */
  readonly depth: number;
  readonly top: number;
  readonly height: number;
};

/** One parameter over time, below its track; the master's lie below all tracks. */
export type LaneRow = {
  readonly kind: 'lane';
  readonly key: string;
  readonly owner: RackOwner;
  readonly track: Track | null;
  readonly automation: Automation;
  /** position of its track among the document's; past the last for the master */
  readonly index: number;
  readonly depth: number;
  readonly top: number;
  readonly height: number;
};

export type Row = TrackRow | LaneRow;
export type Rows = { readonly list: readonly Row[]; readonly total: number };

type Source = Pick<ProjectDocument, 'tracks' | 'master'>;

let latest: { tracks: readonly Track[]; automation: readonly Automation[]; rows: Rows } | null = null;

/**
 * Which rows the timeline shows, top to bottom, in CSS pixels from the first: every track with its shown automation
 * lanes, a group before the tracks in it (none of them when it is collapsed), then the master's lanes.
 * Computed once per list of tracks.
 */
export function rowsOf({ tracks, master }: Source): Rows {
  if (latest?.tracks === tracks && latest.automation === master.automation) return latest.rows;
  const list: Row[] = [];
  let top = 0;
  const lanes = (owner: RackOwner, track: Track | null, index: number, depth: number): void => {
    for (const automation of track ? track.automation : master.automation) {
      if (!automation.shown) continue;
      const key = `${owner} ${automation.id}`;
      list.push({ kind: 'lane', key, owner, track, automation, index, depth, top, height: LANE_HEIGHT });
      top += LANE_HEIGHT;
    }
  };
  const children = childrenOf(tracks);
  const branch = (groupId: string | null, depth: number): void => {
    for (const { track, index } of children.get(groupId) ?? []) {
      list.push({ kind: 'track', key: track.id, track, index, depth, top, height: track.height });
      top += track.height;
      lanes(track.id, track, index, depth);
      if (track.kind === 'group' && !track.collapsed) branch(track.id, depth + 1);
    }
  };
  branch(null, 0);
  lanes('master', null, tracks.length, 0);
  latest = { tracks, automation: master.automation, rows: { list, total: top } };
  return latest.rows;
}

/** Tracks by the group they are in; one whose group is missing stands at the top level. */
function childrenOf(tracks: readonly Track[]): Map<string | null, { track: Track; index: number }[]> {
  const groups = new Set(tracks.filter(({ kind }) => kind === 'group').map(({ id }) => id));
  const children = new Map<string | null, { track: Track; index: number }[]>();
  tracks.forEach((track, index) => {
    const parent = track.groupId !== null && groups.has(track.groupId) ? track.groupId : null;
    const list = children.get(parent);
    if (list) list.push({ track, index });
    else children.set(parent, [{ track, index }]);
  });
  return children;
}

/** The row at `y`; null above the first and below the last. */
export function rowAt(rows: Rows, y: number): Row | null {
  let low = 0;
  let high = rows.list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows.list[middle];
    if (!row) return null;
    if (y < row.top) high = middle - 1;
    else if (y >= row.top + row.height) low = middle + 1;
    else return row;
  }
  return null;
}

/** Position among the document's tracks of the one at `y`; -1 above the first, the number of tracks below the last. */
export function trackIndexAt(rows: Rows, tracks: readonly Track[], y: number): number {
  if (y < 0) return -1;
  return rowAt(rows, y)?.index ?? tracks.length;
}

/** The track's own row; null when it is hidden in a collapsed group. */
export function rowOfTrack(rows: Rows, trackId: string): TrackRow | null {
  for (const row of rows.list) if (row.kind === 'track' && row.track.id === trackId) return row;
  return null;
}

/** The rows that touch the stretch from `from` to `to`. */
export const rowsBetween = (rows: Rows, from: number, to: number): Row[] =>
  rows.list.filter((row) => row.top + row.height > from && row.top < to);
