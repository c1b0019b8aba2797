import type { Track } from '../../preload/contract/document';

export type Row = {
  readonly track: Track;
  readonly index: number;
  readonly top: number;
  readonly height: number;
};
export type Rows = { readonly list: readonly Row[]; readonly total: number };

let latest: { tracks: readonly Track[]; rows: Rows } | null = null;

/** Where each track's row lies, in CSS pixels from the first. Computed once per list of tracks. */
export function rowsOf(tracks: readonly Track[]): Rows {
  if (latest?.tracks === tracks) return latest.rows;
  let top = 0;
  const list = tracks.map((track, index) => {
    const row = { track, index, top, height: track.height };
    top += track.height;
    return row;
  });
  latest = { tracks, rows: { list, total: top } };
  return latest.rows;
}

/** Index of the row at `y`; -1 above the first, the number of rows below the last. */
export function rowAt(rows: Rows, y: number): number {
  if (y < 0) return -1;
  const index = rows.list.findIndex((row) => y < row.top + row.height);
  return index === -1 ? rows.list.length : index;
}
