import type { ProjectDocument } from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';
import { ensureSound } from '../document/edits/place';
import { newClip, newTrack } from '../document/factory';
import type { Operation } from '../document/operations';

/**
 * Puts several sounds on the timeline at `start` (samples): one after another on one track, or, `stacked`, each on a
 * track of its own from that one on. `trackId` null: new tracks below the others.
 */
export function placeSounds(
  document: ProjectDocument,
  sounds: readonly Sound[],
  at: { trackId: string | null; start: number; stacked: boolean },
): Operation[] {
  const tracks = document.tracks.filter(({ kind }) => kind === 'audio');
  const operations: Operation[] = [];
  let row = at.trackId === null ? tracks.length : tracks.findIndex(({ id }) => id === at.trackId);
  if (row < 0) row = tracks.length;
  let start = Math.max(0, Math.round(at.start));
  for (const sound of sounds) {
    let track = tracks[row];
    if (!track) {
      const index =
        document.tracks.length +
        tracks.length -
        document.tracks.filter(({ kind }) => kind === 'audio').length;
      track = newTrack(index);
      operations.push({ type: 'track.add', track, index });
      tracks.push(track);
    }
    const clip = newClip(sound, track.id, start, document.sampleRate);
    operations.push(...ensureSound(document, sound), { type: 'clip.add', clip });
    if (at.stacked) row += 1;
    else start += clip.length;
  }
  return operations;
}
