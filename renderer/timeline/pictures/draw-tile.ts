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

/** One clip in a tile; two with equal stamps look alike. */
type Item = {
  readonly look: ClipLook;
  readonly place: Omit<ClipPlace, 'ratio'>;
  readonly stamp: readonly unknown[];
};
/** What a tile shows. `stamp` is what all of it hangs on. */
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
  const [left, top] = [column * TILE_WIDTH, row * TILE_HEIGHT];
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
      const { selected, before, behind, peaks } = look;
      const stamp = [
        ...[clip, track.colour, track.view, track.height, place.top, selected, faint, look.found, before],
        ...[behind, peaks, track.view === 'spectrogram' && tilesArrived(clip.soundId)],
      ];
      items.push({ look, place, stamp });
    }
  }
  return { items, stamp: [scale, window.devicePixelRatio, envelopes] };
}

export const sameStamp = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

/** A part of a tile, in CSS pixels. */
export type Part = { left: number; top: number; right: number; bottom: number };
const WHOLE: Part = { left: 0, top: 0, right: TILE_WIDTH, bottom: TILE_HEIGHT };

/** Lines at a clip's edges reach over them, by less than this many CSS pixels. */
const OVER = 2;

/** Where a clip can be seen: across, it and its edge lines; down, its lane. */
const partOf = ({ look, place: { left, top, width } }: Item): Part => ({
  left: Math.max(0, Math.floor(left) - OVER),
  top: Math.max(0, top),
  right: Math.min(TILE_WIDTH, Math.ceil(left + width) + OVER),
  bottom: Math.min(TILE_HEIGHT, top + look.track.height),
});

const joined = (a: Part, b: Part): Part => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

const meet = (a: Part, b: Part): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * The part of a tile that is out of date: where a clip came, went, or looks otherwise. An edit changes one or two of
 * dozens.
 * @param shown what the tile shows; null when that is nothing of use
 * @returns null when it is as it should be
 */
export function outOfDate(shown: TileContent | null, now: TileContent): Part | null {
  if (!shown || !sameStamp(shown.stamp, now.stamp)) return WHOLE;
  const left = new Map(shown.items.map((item) => [item.look.clip.id, item]));
  const changed: Item[] = [];
  for (const item of now.items) {
    const was = left.get(item.look.clip.id);
    left.delete(item.look.clip.id);
    if (was && sameStamp(was.stamp, item.stamp)) continue;
    changed.push(item);
    if (was) changed.push(was);
  }
  changed.push(...left.values());
  return changed.length === 0 ? null : changed.map(partOf).reduce(joined);
}

let easel: OffscreenCanvas | null = null;

/**
 * Draws a part of a tile anew, the whole of it by default. On a canvas of its own: the tile gets the finished picture, so
 * that what is drawn is also rasterised here and now, and a tile that stays as it is costs a frame nothing.
 * @param detail pixels of the picture to one of the screen, across and down
 * @returns how many clips were drawn
 */
export function drawTile(
  canvas: HTMLCanvasElement,
  { items }: TileContent,
  part = WHOLE,
  detail = 1,
): number {
  const target = canvas.getContext('bitmaprenderer');
  if (!target) return 0;
  const ratio = window.devicePixelRatio * detail;
  const [width, height] = [Math.round(TILE_WIDTH * ratio), Math.round(TILE_HEIGHT * ratio)];
  if (easel?.width !== width) easel = new OffscreenCanvas(width, height);
  const context = easel.getContext('2d');
  if (!context) return 0;
  const [left, top] = [Math.floor(part.left * ratio), Math.floor(part.top * ratio)];
  const [right, bottom] = [Math.ceil(part.right * ratio), Math.ceil(part.bottom * ratio)];
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  if (part !== WHOLE) context.drawImage(canvas, 0, 0);
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.clearRect(0, 0, width, height);
  // A corner that runs out to a point would reach beyond its clip.
  context.lineJoin = 'round';
  const drawn = items.filter((item) => meet(partOf(item), part));
  for (const { look, place } of drawn) drawClip(context, look, { ...place, ratio });
  context.restore();
  target.transferFromImageBitmap(easel.transferToImageBitmap());
  return drawn.length;
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
