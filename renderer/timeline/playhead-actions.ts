import { player } from '../audio/player';
import { adaptiveGrid } from '../document/grid';
import { clipEnd, clipsOfTrack, extent } from '../document/select';
import { editor, useView } from '../state/session';
import { currentRange } from './range-actions';
import { selectedClipIds } from './selection';
import { playheadSamples } from './snapping';
import { reveal } from './viewport';

function seek(time: number): void {
  player.seek(time / editor.document.sampleRate);
  reveal(time);
}

/** Puts the playhead on the next grid line, or the one before. */
export function stepPlayhead(direction: 1 | -1): void {
  const { document } = editor;
  const { pixelsPerSecond } = useView.getState();
  const step =
    adaptiveGrid(useView.getState().gridUnit, pixelsPerSecond, document).step * document.sampleRate;
  // A sample of rounding must not hold it on the line it is on.
  const lines = (playheadSamples() + direction) / step;
  seek(Math.max(0, Math.round((direction === 1 ? Math.ceil(lines) : Math.floor(lines)) * step)));
}

/** Puts the playhead on the next edge of a clip of the selected track, or the one before; of any track without one. */
export function playheadToEdge(direction: 1 | -1): void {
  const { document } = editor;
  const { selectedTrackId } = useView.getState();
  const own = selectedTrackId === null ? [] : clipsOfTrack(document, selectedTrackId);
  const clips = own.length > 0 ? own : Object.values(document.clips);
  const now = playheadSamples();
  const edges = clips
    .flatMap((clip) => [clip.start, clipEnd(clip)])
    .filter((at) => (direction === 1 ? at > now : at < now));
  if (edges.length > 0) seek(direction === 1 ? Math.min(...edges) : Math.max(...edges));
}

/** Plays the time selection or the selected clips, once. */
export async function playSelection(): Promise<void> {
  const range = currentRange() ?? extent(editor.document, selectedClipIds());
  const rate = editor.document.sampleRate;
  if (range) await player.playRange(range.start / rate, range.end / rate);
}
