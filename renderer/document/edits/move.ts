import type { Clip, ProjectDocument, Track } from '../../../preload/contract/document';
import { newId } from '../factory';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** How far to move: samples in time, and rows down (negative: up), counting only tracks that hold clips. */
export type Shift = { readonly time: number; readonly rows: number };

/** Groups and returns gather sound, they hold none; a frozen track's clips are rendered already. */
export const takesClips = (track: Track): boolean => track.kind === 'audio' && track.frozen === null;

/** The tracks that clips may be put on, top to bottom. */
export const clipTracks = (document: ProjectDocument): Track[] => document.tracks.filter(takesClips);

/**
 * The shift cut so that every clip stays on a track and none begins before the project does. The clips move as
 * one: their distances never change.
 */
export function clampShift(document: ProjectDocument, clips: readonly Clip[], shift: Shift): Shift {
  let time = Math.round(shift.time);
  let rows = shift.rows;
  for (const clip of clips) time = Math.max(time, -clip.start);
  const rowOf = rowsById(document);
  const indices = clips.flatMap((clip) => rowOf.get(clip.trackId) ?? []);
  // Clips of a frozen track stay on it, and so does what moves with them.
  if (indices.length < clips.length) return { time, rows: 0 };
  rows = Math.max(rows, -Math.min(...indices));
  rows = Math.min(rows, rowOf.size - 1 - Math.max(...indices));
  return { time, rows };
}

const rowsById = (document: ProjectDocument): ReadonlyMap<string, number> =>
  new Map(clipTracks(document).map((track, index) => [track.id, index]));

/** Start and track of clips after a shift that fits them. */
function placesAfter(
  document: ProjectDocument,
  shift: Shift,
): (clip: Clip) => Pick<Clip, 'start' | 'trackId'> {
  const tracks = clipTracks(document);
  const rowOf = rowsById(document);
  return (clip) => {
    const track = tracks[(rowOf.get(clip.trackId) ?? NaN) + shift.rows];
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

/** Moves the clips as one so that the earliest begins at `time` (samples). */
export function moveClipsTo(document: ProjectDocument, ids: Iterable<string>, time: number): Operation[] {
  const list = clipsById(document, ids);
  const first = Math.min(...list.map((clip) => clip.start));
  return moveClips(
    document,
    list.map((clip) => clip.id),
    { time: Math.max(0, time) - first, rows: 0 },
  );
}
