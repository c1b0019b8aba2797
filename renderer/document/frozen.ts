import type { ProjectDocument, Track } from '../../preload/contract/document';
import type { Operation } from './operations';

/** What of a clip is seen and not heard. */
const unheard: ReadonlySet<string> = new Set(['name', 'colour', 'seedLocked']);

/**
 * The frozen track whose clips, effects or what moves these an edit would change; null when there is none. What a frozen
 * track plays is rendered: the change would be seen and not heard. Freezing, unfreezing and removing the track change
 * nothing of these, and a copy of it comes with its own.
 */
export function changesFrozen(document: ProjectDocument, operations: readonly Operation[]): Track | null {
  const frozen = new Map(document.tracks.flatMap((track) => (track.frozen ? [[track.id, track]] : [])));
  if (frozen.size === 0) return null;
  for (const operation of operations) {
    if (operation.type === 'track.remove') frozen.delete(operation.id);
    if (operation.type === 'track.set' && operation.changes.frozen === null) frozen.delete(operation.id);
  }
  for (const operation of operations) {
    for (const id of tracksChanged(document, frozen, operation)) {
      const track = id === undefined ? undefined : frozen.get(id);
      if (track) return track;
    }
  }
  return null;
}

/** The tracks whose rendered sound an operation would change; of `track.set` only a frozen one is looked at. */
function tracksChanged(
  document: ProjectDocument,
  frozen: ReadonlyMap<string, Track>,
  operation: Operation,
): readonly (string | undefined)[] {
  switch (operation.type) {
    case 'clip.add':
      return [operation.clip.trackId];
    case 'clip.remove':
      return [document.clips[operation.id]?.trackId];
    case 'clip.set':
      return Object.keys(operation.changes).some((key) => !unheard.has(key))
        ? [document.clips[operation.id]?.trackId, operation.changes.trackId]
        : [];
    case 'effect.add':
    case 'effect.set':
    case 'effect.move':
    case 'effect.remove':
      return [operation.owner];
    case 'track.set': {
      const track = frozen.get(operation.id);
      return track && movesEffects(track) !== movesEffects({ ...track, ...operation.changes })
        ? [operation.id]
        : [];
    }
    default:
      return [];
  }
}

/** What moves parameters of the track's effects, as a text to be compared: how lanes are shown is not heard. */
function movesEffects({ automation, modulators }: Track): string {
  const ofEffects = ({ target }: { target: string }): boolean => target.startsWith('effect:');
  return JSON.stringify([
    automation
      .filter((lane) => ofEffects(lane) && lane.points.length > 0)
      .map(({ target, points, bypassed }) => ({ target, points, bypassed })),
    modulators.filter(ofEffects),
  ]);
}
