import type { ProjectDocument, Track } from '../../preload/contract/document';
import type { Operation } from './operations';

/** What of a clip is seen and not heard. */
const unheard: ReadonlySet<string> = new Set(['name', 'colour', 'seedLocked']);

/**
 * The frozen track whose clips an edit would change; null when there is none. What a frozen track plays is rendered: the
 * change would be seen and not heard. Freezing, unfreezing and removing the track are no changes of its clips, and a
 * copy of it comes with its clips.
 */
export function changesFrozen(document: ProjectDocument, operations: readonly Operation[]): Track | null {
  const frozen = new Map(document.tracks.flatMap((track) => (track.frozen ? [[track.id, track]] : [])));
  if (frozen.size === 0) return null;
  for (const operation of operations) {
    if (operation.type === 'track.remove') frozen.delete(operation.id);
    if (operation.type === 'track.set' && operation.changes.frozen === null) frozen.delete(operation.id);
  }
  for (const operation of operations) {
    const ids =
      operation.type === 'clip.add'
        ? [operation.clip.trackId]
        : operation.type === 'clip.remove'
          ? [document.clips[operation.id]?.trackId]
          : operation.type === 'clip.set' && Object.keys(operation.changes).some((key) => !unheard.has(key))
            ? [document.clips[operation.id]?.trackId, operation.changes.trackId]
            : [];
    for (const id of ids) {
      const track = id === undefined ? undefined : frozen.get(id);
      if (track) return track;
    }
  }
  return null;
}
