import type { ProjectDocument } from '../../../preload/contract/document';
import { colours } from '../../ui/theme';

/** Draws every clip of the project as a bar in its track's colour, a line per track; loop and markers behind. */
export function drawMinimap(
  context: CanvasRenderingContext2D,
  document: ProjectDocument,
  width: number,
  height: number,
  totalSeconds: number,
): void {
  context.clearRect(0, 0, width, height);
  const scale = width / (totalSeconds * document.sampleRate);
  const { loop } = document;
  if (loop.enabled && loop.end > loop.start) {
    context.fillStyle = 'rgba(95, 199, 192, 0.16)';
    context.fillRect(loop.start * scale, 0, (loop.end - loop.start) * scale, height);
  }
  const lines = new Map<string, number>();
  for (const track of document.tracks) if (track.kind === 'audio') lines.set(track.id, lines.size);
  const colourOf = new Map(document.tracks.map((track) => [track.id, track.colour]));
  const step = Math.min(6, (height - 4) / Math.max(1, lines.size));
  const thickness = Math.max(0.5, step > 2 ? step - 1 : step);
  const top = (height - step * lines.size) / 2;
  for (const id in document.clips) {
    const clip = document.clips[id];
    const line = clip && lines.get(clip.trackId);
    if (!clip || line === undefined) continue;
    context.globalAlpha = clip.muted ? 0.35 : 0.85;
    context.fillStyle = clip.colour ?? colourOf.get(clip.trackId) ?? colours.textDim;
    context.fillRect(clip.start * scale, top + line * step, Math.max(1, clip.length * scale), thickness);
  }
  context.globalAlpha = 0.8;
  for (const { at, colour } of document.markers) {
    context.fillStyle = colour ?? '#d4c15f';
    context.fillRect(Math.round(at * scale), 0, 1, 4);
  }
  context.globalAlpha = 1;
}
