import { useLayoutEffect, useRef } from 'react';
import { editor, useView } from '../../state/session';
import { useFind } from '../find';
import { HEADER_WIDTH } from '../header-size';
import { useViewport } from '../viewport';
import { useZooming } from '../motion';
import { whenSpare } from '../spare-frames';
import { sameStamp } from './draw-tile';
import { holdSounds } from './sounds';
import { TileSheet, type TilePlace } from './tile-sheet';
import { TILE_HEIGHT, TILE_WIDTH } from './tile-size';

/**
 * Work of a frame on tiles that can wait, those beside the window and those of a zoom in progress: no further one is begun
 * after this many milliseconds.
 */
const SLICE_MS = 2;
/** A change of zoom beyond this factor is a jump: what was there before, stretched, would show nothing. */
const JUMP = 2;

/** The tiles that cover the window at a zoom, then those around it. */
function wantedTiles(zoom: number): TilePlace[] {
  const { scrollSeconds, pixelsPerSecond } = useView.getState();
  const { width, height, scrollTop } = useViewport.getState();
  const left = Math.round(scrollSeconds * zoom);
  const right = left + (width * zoom) / pixelsPerSecond;
  const [firstColumn, lastColumn] = [Math.floor(left / TILE_WIDTH), Math.floor(right / TILE_WIDTH)];
  const firstRow = Math.floor(scrollTop / TILE_HEIGHT);
  const lastRow = Math.floor((scrollTop + height) / TILE_HEIGHT);
  const tiles = [];
  for (let row = Math.max(0, firstRow - 1); row <= lastRow + 1; row += 1) {
    for (let column = Math.max(0, firstColumn - 1); column <= lastColumn + 1; column += 1) {
      const seen = row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
      tiles.push({ column, row, seen });
    }
  }
  return tiles.sort((a, b) => Number(b.seen) - Number(a.seen));
}

const seenOnly = (tiles: readonly TilePlace[]): TilePlace[] => tiles.filter(({ seen }) => seen);

/**
 * Keeps tiles over the window and draws those that are out of date: the ones in sight in the very frame, the ones around
 * them in frames to spare. While one zooms, the picture is stretched, and the one for the new zoom is drawn aside, a
 * slice a frame, and takes its place when all of it is there. What zooming out uncovers meanwhile is sketched at once. A
 * frame that shows another zoom has enough to do without such a slice, but two in a row do not go without.
 * @returns functions to move it with the view, to say that something may have changed, and to end it
 */
function keepTiles(layer: HTMLElement): { move: () => void; later: () => void; end: () => void } {
  let [shown, spare] = [new TileSheet(layer), new TileSheet(layer)];
  shown.begin();
  /** `spare`, while it is drawn to be shown next */
  let next: TileSheet | null = null;
  let request = 0;
  let drop = (): unknown => undefined;
  /** what the last pass went by; while all of it is the same, nothing can be out of date */
  let basis: readonly unknown[] = [];
  let arrivals = 0;
  let zoomBefore = 0;
  /** the last pass drew nothing aside */
  let waited = false;

  const begin = (): TileSheet => {
    spare.begin();
    return spare;
  };
  const swap = (): void => {
    shown.hide();
    [shown, spare] = [spare, shown];
    next = null;
  };

  const paint = (spare: boolean): void => {
    const begun = performance.now();
    const late = (drawn: number): boolean => drawn > 0 && performance.now() - begun > SLICE_MS;
    const { selectedClipIds, envelopes, pixelsPerSecond: zoom } = useView.getState();
    const stretch = zoom / shown.pixelsPerSecond;
    if (stretch > JUMP || stretch < 1 / JUMP) {
      begin();
      swap();
    }
    const wanted = wantedTiles(shown.pixelsPerSecond);
    const place = wanted.map(({ column, row, seen }) => `${column} ${row} ${seen}`).join();
    const { going: zooming } = useZooming.getState();
    const now = [
      ...[editor.document, selectedClipIds, envelopes, zoom, zooming, shown.pixelsPerSecond, place],
      ...[arrivals, useFind.getState().found, window.devicePixelRatio],
    ];
    if (sameStamp(basis, now)) return;
    basis = now;
    const sounds = new Set<string>();
    if (zoom === shown.pixelsPerSecond) {
      next = null;
      // While zooming goes on, what is drawn beside the window is drawn for nothing.
      const left = shown.draw(
        zooming ? seenOnly(wanted) : wanted,
        sounds,
        ({ seen }, drawn) => !seen && (!spare || late(drawn)),
      );
      if (left > 0) {
        basis = [];
        drop = whenSpare(paintBeside);
      }
    } else {
      shown.sketch(seenOnly(wanted));
      next ??= begin();
      basis = [];
      later();
      waited = zoom !== zoomBefore && !waited;
      zoomBefore = zoom;
      if (waited) return;
      const seen = seenOnly(wantedTiles(next.pixelsPerSecond));
      if (next.draw(seen, sounds, (_, drawn) => late(drawn)) === 0) swap();
    }
    shown.show();
    holdSounds(sounds, arrived);
  };
  const arrived = (): void => {
    arrivals += 1;
    later();
  };
  const paintBeside = (): void => paint(true);
  const paintNow = (): void => {
    request = 0;
    paint(false);
  };
  const later = (): void => {
    if (request === 0) request = requestAnimationFrame(paintNow);
  };
  const end = (): void => {
    cancelAnimationFrame(request);
    drop();
    shown.dispose();
    spare.dispose();
    holdSounds(new Set(), () => undefined);
  };
  return { move: () => shown.show(), later, end };
}

/**
 * What the clips look like, as a few tiles behind all lanes. The elements of the clips lie over them and are for hands
 * and screen readers: a canvas for every clip would cost more than everything else together.
 */
export function ClipPictures() {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!layer.current) return;
    const { move, later, end } = keepTiles(layer.current);
    later();
    const stops = [
      useView.subscribe(move),
      useView.subscribe(later),
      useViewport.subscribe(later),
      useZooming.subscribe(later),
      useFind.subscribe(later),
      editor.subscribe(later),
    ];
    return () => {
      stops.forEach((stop) => stop());
      end();
    };
  }, []);
  return (
    <div
      ref={layer}
      aria-hidden="true"
      style={{
        position: 'absolute',
        left: HEADER_WIDTH,
        right: 0,
        top: 0,
        bottom: 0,
        overflow: 'clip',
        pointerEvents: 'none',
      }}
    />
  );
}
