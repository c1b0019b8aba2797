import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { newId } from '../factory';
import type { Operation } from '../operations';
import { clipsById, trackIndex } from '../select';
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
  const indices = clips.map((clip) => trackIndex(document, clip.trackId));
  rows = Math.max(rows, -Math.min(...indices));
  rows = Math.min(rows, document.tracks.length - 1 - Math.max(...indices));
  return { time, rows };
}

function shifted(document: ProjectDocument, clip: Clip, shift: Shift): Pick<Clip, 'start' | 'trackId'> {
  const track = document.tracks[trackIndex(document, clip.trackId) + shift.rows];
  return { start: clip.start + shift.time, trackId: track?.id ?? clip.trackId };
}

export function moveClips(document: ProjectDocument, ids: Iterable<string>, shift: Shift): Operation[] {
  const clips = clipsById(document, ids);
  if (clips.length === 0) return [];
  const clamped = clampShift(document, clips, shift);
  return clips.flatMap((clip) => changeClip(clip, shifted(document, clip, clamped)));
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
  const clamped = clampShift(document, clips, shift);
  return clips.map((clip) => ({
    type: 'clip.add',
    clip: { ...clip, ...shifted(document, clip, clamped), id: idFor(clip.id) },
  }));
}
