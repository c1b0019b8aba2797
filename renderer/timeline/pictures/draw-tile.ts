import { clipsOfTrack, isSilenced } from '../../document/select';
import { peaksOf } from '../../peaks/peaks';
import { editor, useView } from '../../state/session';
import { clipHeight, clipSpan } from '../clip-box';
import { crossfadesOf } from '../crossfades';
import { useFind } from '../find';
import { rowsBetween, rowsOf } from '../rows';
import { drawClip, type ClipLook, type ClipPlace } from './draw-clip';
import { tilesArrived } from './sounds';
import { TILE_HEIGHT, TILE_WIDTH } from './tile-size';

/** One clip in a tile. */
type Item = { readonly look: ClipLook; readonly place: Omit<ClipPlace, 'ratio'> };
/** What a tile shows; two tiles with equal stamps look alike. */
export type TileContent = { readonly items: readonly Item[]; readonly stamp: readonly unknown[] };

/**
 * Gathers what the tile of a column and a row, counted from the project's start and the first track, shows now.
 * @param pixelsPerSecond the zoom that the tile is drawn at
 */
export function contentOf(column: number, row: number, pixelsPerSecond: number): TileContent {
  const { document } = editor;
  const { selectedClipIds, envelopes } = useView.getState();
  const { found } = useFind.getState();
  const { sampleRate } = document;
  const scale = pixelsPerSecond / sampleRate;
  const ratio = window.devicePixelRatio;
  const [left, top] = [column * TILE_WIDTH, row * TILE_HEIGHT];
  const stamp: unknown[] = [scale, ratio, envelopes];
  const items: Item[] = [];
  for (const { kind, track, top: y } of rowsBetween(rowsOf(document), top, top + TILE_HEIGHT)) {
    if (kind !== 'track' || track.kind !== 'audio') continue;
    const faint = isSilenced(document, track) || track.frozen !== null;
    const clips = clipsOfTrack(document, track.id);
    const crossfades = crossfadesOf(document, clips);
    for (const clip of clips) {
      const { left: x, width } = clipSpan(clip, { pixelsPerSecond, originPx: left }, sampleRate);
      if (x > TILE_WIDTH) break;
      if (x + width < 0) continue;
      const look: ClipLook = {
        clip,
        track,
        selected: selectedClipIds.has(clip.id),
        faint,
        found: found?.has(clip.id),
        before: crossfades.get(clip)?.before ?? 0,
        behind: crossfades.get(clip)?.behind ?? 0,
        peaks: peaksOf(clip.soundId),
        envelopeApart: envelopes,
      };
      const place = {
        ...{ left: x, width, top: y - top, height: clipHeight(track.height), canvasWidth: TILE_WIDTH },
        ...{ scale, sampleRate },
      };
      items.push({ look, place });
      const { selected, before, behind, peaks } = look;
      stamp.push(
        clip,
        track.colour,
        track.view,
        track.height,
        place.top,
        selected,
        faint,
        look.found,
        before,
        behind,
        peaks,
      );
      if (track.view === 'spectrogram') stamp.push(tilesArrived(clip.soundId));
    }
  }
  return { items, stamp };
}

export const sameStamp = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

let easel: OffscreenCanvas | null = null;

/**
 * Draws a tile anew. On a canvas of its own: the tile gets the finished picture, so that what is drawn is also
 * rasterised here and now, and a tile that stays as it is costs a frame nothing.
 * @param detail pixels of the picture to one of the screen, across and down
 */
export function drawTile(canvas: HTMLCanvasElement, { items }: TileContent, detail = 1): void {
  const target = canvas.getContext('bitmaprenderer');
  if (!target) return;
  const ratio = window.devicePixelRatio * detail;
  const [width, height] = [Math.round(TILE_WIDTH * ratio), Math.round(TILE_HEIGHT * ratio)];
  if (easel?.width !== width) easel = new OffscreenCanvas(width, height);
  const context = easel.getContext('2d');
  if (!context) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  for (const { look, place } of items) drawClip(context, look, { ...place, ratio });
  target.transferFromImageBitmap(easel.transferToImageBitmap());
}

/** Leaves nothing on a tile; its layer stays. */
export function clearTile(canvas: HTMLCanvasElement): void {
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(empty());
}

function empty(): ImageBitmap {
  const canvas = new OffscreenCanvas(1, 1);
  // Without a context there is nothing to hand over.
  canvas.getContext('2d');
  return canvas.transferToImageBitmap();
}
