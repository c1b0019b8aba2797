import type { Clip } from '../../../preload/contract/document';
import type { Operation } from '../operations';

type ClipChanges = Partial<Omit<Clip, 'id'>>;

/** Two values that are the same in the file: fades, loops and envelopes are compared by what they hold. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}

/**
 * A `clip.set` with only the fields that differ; nothing when none does, so that no empty undo step is left.
 * `changes` may be a whole clip: its id is left alone.
 */
export function changeClip(clip: Clip, changes: ClipChanges): Operation[] {
  // A loop, not Object.entries and friends: a drag of a thousand clips comes through here at every frame.
  let different: ClipChanges = {};
  let any = false;
  for (const key of Object.keys(changes) as (keyof Clip)[]) {
    if (key === 'id' || same(clip[key], changes[key])) continue;
    different = { ...different, [key]: changes[key] };
    any = true;
  }
  return !any ? [] : [{ type: 'clip.set', id: clip.id, changes: different }];
}

/** Ids of the clips that an edit makes, to select them afterwards. */
export function addedClipIds(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => (operation.type === 'clip.add' ? [operation.clip.id] : []));
}
