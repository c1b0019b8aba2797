import type { ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { clipsById } from '../select';

/** Removes clips, and the sounds that no clip refers to any more: a project carries what it plays, nothing else. */
export function removeClips(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const clips = clipsById(document, new Set(ids));
  const gone = new Set(clips.map((clip) => clip.id));
  const orphans = new Set(clips.map((clip) => clip.soundId));
  for (const id in document.clips) {
    const clip = document.clips[id];
    if (clip && !gone.has(id)) orphans.delete(clip.soundId);
  }
  return [
    ...clips.map((clip): Operation => ({ type: 'clip.remove', id: clip.id })),
    ...[...orphans].map((id): Operation => ({ type: 'sound.remove', id })),
  ];
}
