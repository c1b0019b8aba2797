import type { ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** Mutes all of them, or, when all are muted already, unmutes all: one key does what the person means. */
export function toggleClipMute(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const clips = clipsById(document, ids);
  const muted = !clips.every((clip) => clip.muted);
  return clips.flatMap((clip) => changeClip(clip, { muted }));
}

/** `colour` null: the track's. */
export function setClipColour(
  document: ProjectDocument,
  ids: Iterable<string>,
  colour: string | null,
): Operation[] {
  return clipsById(document, ids).flatMap((clip) => changeClip(clip, { colour }));
}

/** Surrounding blanks are dropped; a name of nothing but blanks changes nothing. */
export function renameClip(document: ProjectDocument, id: string, name: string): Operation[] {
  const trimmed = name.trim().slice(0, 200);
  return trimmed === ''
    ? []
    : clipsById(document, [id]).flatMap((clip) => changeClip(clip, { name: trimmed }));
}
