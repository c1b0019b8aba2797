import { create } from 'zustand';
import type { ProjectDocument } from '../../../preload/contract/document';
import { branchOf, placeTrack, type TrackPlace } from '../../document/edits/folders';
import { editor } from '../../state/session';
import { rowsOf, type Rows } from '../rows';
import type { Surface } from '../surface';
import type { Drag, DragStart } from './drag';

/** Where a dragged track would go: a line between rows at `top` (CSS pixels), or a group that takes it in. */
export type TrackDrop = { place: TrackPlace; top: number; depth: number; into: string | null };
export const useTrackDrop = create<{ drop: TrackDrop | null }>(() => ({ drop: null }));

/** Part of a group's header, at its top and at its bottom, that stands for "beside it"; the rest takes a track in. */
const EDGE = 0.28;

/** The place at `y`: the middle of a group's header is the group, the rest of every row is the gap above or below it. */
export function trackDropAt(rows: Rows, y: number): TrackDrop {
  const tracks = rows.list.filter((row) => row.kind === 'track');
  const index = tracks.findIndex((_, at) => y < (tracks[at + 1]?.top ?? rows.total));
  const row = tracks[index];
  if (!row || y >= rows.total) {
    return { place: { groupId: null, beforeId: null }, top: rows.total, depth: 0, into: null };
  }
  const { track, depth } = row;
  const bottom = tracks[index + 1]?.top ?? rows.total;
  const part = (y - row.top) / (bottom - row.top);
  if (track.kind === 'group' && part > EDGE && part < 1 - EDGE) {
    return { place: { groupId: track.id, beforeId: null }, top: row.top, depth, into: track.id };
  }
  if (part < 0.5) {
    return { place: { groupId: track.groupId, beforeId: track.id }, top: row.top, depth, into: null };
  }
  const next = tracks[index + 1];
  // Below the header of an open group lies the first place in it.
  if (next && next.depth > depth) {
    return {
      place: { groupId: track.id, beforeId: next.track.id },
      top: bottom,
      depth: depth + 1,
      into: null,
    };
  }
  const beforeId = next && next.track.groupId === track.groupId ? next.track.id : null;
  const after = beforeId ?? nextSibling(editor.document, track.id);
  return { place: { groupId: track.groupId, beforeId: after }, top: bottom, depth, into: null };
}

function nextSibling({ tracks }: ProjectDocument, id: string): string | null {
  const at = tracks.findIndex((track) => track.id === id);
  const groupId = tracks[at]?.groupId;
  return tracks.slice(at + 1).find((track) => track.groupId === groupId)?.id ?? null;
}

/** Drags a track to another place. The order changes on release: rows that jump under the pointer are hard to aim at. */
export function trackOrderGesture(trackId: string, surface: Surface, click: () => void): DragStart {
  return {
    cursor: 'grabbing',
    click,
    begin: (): Drag => {
      const own = new Set(branchOf(editor.document, trackId).map(({ id }) => id));
      return {
        update: (pointer) => {
          const drop = trackDropAt(rowsOf(editor.document), surface.y(pointer.clientY));
          const { groupId } = drop.place;
          useTrackDrop.setState({ drop: groupId !== null && own.has(groupId) ? null : drop });
        },
        commit: () => {
          const { drop } = useTrackDrop.getState();
          useTrackDrop.setState({ drop: null });
          if (!drop) return;
          const label = drop.into === null ? 'Reorder tracks' : 'Move track into group';
          editor.dispatch(label, placeTrack(editor.document, trackId, drop.place));
        },
        cancel: () => useTrackDrop.setState({ drop: null }),
      };
    },
  };
}
