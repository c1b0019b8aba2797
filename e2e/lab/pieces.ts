import { loadClipFrames, inPieces } from '../../renderer/audio/pieces';
import { loadClipBuffer } from '../../renderer/audio/sources';
import { channelsOf } from '../../renderer/audio/sounds';
import { framesHandedOut } from './signals';

type Played = Parameters<typeof loadClipBuffer>[0];

/**
 * Windows of what a clip plays, loaded piece by piece, against its buffer, made whole: how many samples differ, what the
 * pieces took of the sound, and how loud they were.
 */
export async function pieces(
  clip: Played,
  rate: number,
  projectRate: number,
  windows: readonly (readonly [first: number, frames: number])[],
) {
  const found = { inPieces: inPieces(clip, projectRate), differing: 0, taken: 0, peak: 0 };
  const parts: Float32Array[][] = [];
  for (const [first, frames] of windows) {
    const before = framesHandedOut();
    parts.push(await loadClipFrames(clip, rate, projectRate, first, frames));
    found.taken += framesHandedOut() - before;
  }
  const whole = channelsOf(await loadClipBuffer(clip, rate, projectRate));
  windows.forEach(([first, frames], index) => {
    whole.forEach((channel, side) => {
      for (let i = 0; i < frames; i += 1) {
        const at = clip.loop ? (first + i) % channel.length : first + i;
        const wanted = channel[at] ?? 0;
        if (wanted !== (parts[index]![side]![i] ?? 0)) found.differing += 1;
        found.peak = Math.max(found.peak, Math.abs(wanted));
      }
    });
  });
  return found;
}
