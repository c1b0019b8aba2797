import { usedSounds, type Clip, type ProjectDocument } from '../../../preload/contract/document';
import { newId } from '../factory';
import { applyAll, type Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** Removes clips, and the sounds that nothing refers to any more: a project carries what it plays, nothing else. */
export function removeClips(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const clips = clipsById(document, new Set(ids));
  return dropUnusedSounds(
    document,
    clips.map(({ id }) => ({ type: 'clip.remove', id })),
  );
}

/** Puts these parts in the clip's place: the first keeps its id, the others get one; no parts: the clip goes. */
export function replaceClip(clip: Clip, parts: readonly Clip[]): Operation[] {
  const [first, ...others] = parts;
  if (!first) return [{ type: 'clip.remove', id: clip.id }];
  return [
    ...changeClip(clip, first),
    ...others.map((other): Operation => ({ type: 'clip.add', clip: { ...other, id: newId() } })),
  ];
}

/** The operations, followed by the removal of those sounds of removed clips that nothing refers to afterwards. */
export function dropUnusedSounds(document: ProjectDocument, operations: readonly Operation[]): Operation[] {
  const orphans = new Set<string>();
  for (const operation of operations) {
    const clip = operation.type === 'clip.remove' ? document.clips[operation.id] : undefined;
    if (clip) for (const id of [clip.soundId, ...clip.takes]) orphans.add(id);
  }
  if (orphans.size === 0) return [...operations];
  const after = applyAll(document, operations).document;
  const used = usedSounds(after);
  const unused = [...orphans].filter((id) => !used.has(id) && after.sounds[id]);
  return [...operations, ...unused.map((id): Operation => ({ type: 'sound.remove', id }))];
}
