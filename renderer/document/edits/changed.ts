import type { Clip } from '../../../preload/contract/document';
import type { Operation } from '../operations';

type ClipChanges = Partial<Omit<Clip, 'id'>>;

/** A `clip.set` with only the fields that differ; nothing when none does, so that no empty undo step is left. */
export function changeClip(clip: Clip, changes: ClipChanges): Operation[] {
  const different = Object.fromEntries(
    Object.entries(changes).filter(([key, value]) => clip[key as keyof Clip] !== value),
  ) as ClipChanges;
  return Object.keys(different).length === 0 ? [] : [{ type: 'clip.set', id: clip.id, changes: different }];
}

/** Ids of the clips that an edit makes, to select them afterwards. */
export function addedClipIds(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => (operation.type === 'clip.add' ? [operation.clip.id] : []));
}
