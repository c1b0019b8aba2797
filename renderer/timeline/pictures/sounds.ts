import { onPeaks } from '../../peaks/peaks';
import { onTiles } from '../../peaks/spectrogram/tiles';

type Held = { stop: () => void; seen: number };

const held = new Map<string, Held>();
const arrivals = new Map<string, number>();
let pass = 0;

/** How many pieces of a sound's spectrogram have come: one that comes makes a picture of it out of date. */
export const tilesArrived = (soundId: string): number => arrivals.get(soundId) ?? 0;

/**
 * Keeps the waveforms of the sounds that are in sight, lets go of the others, and calls back when a part of one has
 * been computed.
 */
export function holdSounds(soundIds: ReadonlySet<string>, onArrival: () => void): void {
  pass += 1;
  for (const soundId of soundIds) {
    const entry = held.get(soundId);
    if (entry) {
      entry.seen = pass;
      continue;
    }
    const stopPeaks = onPeaks(soundId, onArrival);
    const stopTiles = onTiles(soundId, () => {
      arrivals.set(soundId, tilesArrived(soundId) + 1);
      onArrival();
    });
    const stop = (): void => {
      stopPeaks();
      stopTiles();
    };
    held.set(soundId, { stop, seen: pass });
  }
  for (const [soundId, entry] of held) {
    if (entry.seen === pass) continue;
    entry.stop();
    held.delete(soundId);
  }
}
