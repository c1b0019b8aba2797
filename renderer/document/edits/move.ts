import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { newId } from '../factory';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** How far to move: samples in time, and rows down (negative: up). */
export type Shift = { readonly time: number; readonly rows: number };

/**
 * The shift cut so that every clip stays on a track and none begins before the project does. The clips move as
 * one: their distances never change.
 */
export function clampShift(document: ProjectDocument, clips: readonly Clip[], shift: Shift): Shift {
  let time = Math.round(shift.time);
  let rows = shift.rows;
  for (const clip of clips) time = Math.max(time, -clip.start);
  const rowOf = rowsById(document);
  const indices = clips.map((clip) => rowOf.get(clip.trackId) ?? 0);
  rows = Math.max(rows, -Math.min(...indices));
  rows = Math.min(rows, document.tracks.length - 1 - Math.max(...indices));
  return { time, rows };
}

const rowsById = (document: ProjectDocument): ReadonlyMap<string, number> =>
  new Map(document.tracks.map((track, index) => [track.id, index]));

/** Start and track of clips after a shift that fits them. */
function placesAfter(
  document: ProjectDocument,
  shift: Shift,
): (clip: Clip) => Pick<Clip, 'start' | 'trackId'> {
  const rowOf = rowsById(document);
  return (clip) => {
    const track = document.tracks[(rowOf.get(clip.trackId) ?? 0) + shift.rows];
    return { start: clip.start + shift.time, trackId: track?.id ?? clip.trackId };
  };
}

export function moveClips(document: ProjectDocument, ids: Iterable<string>, shift: Shift): Operation[] {
  const clips = clipsById(document, ids);
  if (clips.length === 0) return [];
  const placeOf = placesAfter(document, clampShift(document, clips, shift));
  return clips.flatMap((clip) => changeClip(clip, placeOf(clip)));
}

/**
 * Copies of the clips, shifted. `idFor` names the copy of a clip: a gesture gives the same name at every preview,
 * so that what the person sees is one clip moving and not a new one each time.
 */
export function copyClipsShifted(
  document: ProjectDocument,
  ids: Iterable<string>,
  shift: Shift,
  idFor: (clipId: string) => string = () => newId(),
): Operation[] {
  const clips = clipsById(document, ids);
  if (clips.length === 0) return [];
  const placeOf = placesAfter(document, clampShift(document, clips, shift));
  return clips.map((clip) => ({
    type: 'clip.add',
    clip: { ...clip, ...placeOf(clip), id: idFor(clip.id) },
  }));
}
