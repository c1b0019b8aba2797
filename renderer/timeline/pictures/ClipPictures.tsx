import { useEffect, useRef } from 'react';
import { editor, useView } from '../../state/session';
import { useFind } from '../find';
import { HEADER_WIDTH } from '../header-size';
import { useScrollLayer } from '../scroll-layer';
import { followZoom, layOutAt, useFrame, useViewport } from '../viewport';
import { sameStamp } from './draw-tile';
import { holdSounds } from './sounds';
import { TileSheet, type TilePlace } from './tile-sheet';
import { TILE } from './tile-size';

/**
 * Work of a frame on tiles that can wait, those beside the window and those of a zoom in progress: no new one is begun
 * after this many milliseconds.
 */
const SLICE_MS = 2;
/** While zooming goes on, what is drawn beside the window is drawn for nothing: it waits this long, in milliseconds. */
const ZOOM_REST_MS = 160;

/** The tiles that cover the window at a zoom, then those around it. */
function wantedTiles(zoom: number): TilePlace[] {
  const { scrollSeconds, pixelsPerSecond } = useView.getState();
  const { width, height, scrollTop } = useViewport.getState();
  const left = Math.round(scrollSeconds * zoom);
  const right = left + (width * zoom) / pixelsPerSecond;
  const [firstColumn, lastColumn] = [Math.floor(left / TILE), Math.floor(right / TILE)];
  const [firstRow, lastRow] = [Math.floor(scrollTop / TILE), Math.floor((scrollTop + height) / TILE)];
  const tiles = [];
  for (let row = Math.max(0, firstRow - 1); row <= lastRow + 1; row += 1) {
    for (let column = Math.max(0, firstColumn - 1); column <= lastColumn + 1; column += 1) {
      const seen = row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
      tiles.push({ column, row, seen });
    }
  }
  return tiles.sort((a, b) => Number(b.seen) - Number(a.seen));
}

/**
 * Keeps tiles over the window and draws those that are out of date: the ones in sight in the very frame, the ones around
 * them when there is time. While one zooms, the whole timeline is stretched, and the picture for the new zoom is drawn
 * aside, a slice a frame; when all of it is there the timeline is laid out anew, and nothing is stretched any more.
 * @returns functions to say that something may have changed, and to end it
 */
function keepTiles(layer: HTMLElement): { later: () => void; end: () => void } {
  let shown = new TileSheet(useFrame.getState().pixelsPerSecond, layer);
  let next: TileSheet | null = null;
  let request = 0;
  /** what the last pass went by; while all of it is the same, nothing can be out of date */
  let basis: readonly unknown[] = [];
  let arrivals = 0;
  let zoomedAt = -Infinity;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const replace = (sheet: TileSheet): void => {
    shown.dispose();
    shown = sheet;
  };

  const paint = (): void => {
    request = 0;
    const begun = performance.now();
    const late = (): boolean => performance.now() - begun > SLICE_MS;
    const { selectedClipIds, envelopes, pixelsPerSecond: zoom } = useView.getState();
    const frame = useFrame.getState();
    const wanted = wantedTiles(frame.pixelsPerSecond);
    const place = wanted.map(({ column, row, seen }) => `${column} ${row} ${seen}`).join();
    const now = [
      ...[editor.document, selectedClipIds, envelopes, zoom, frame.pixelsPerSecond, frame.originPx, place],
      ...[arrivals, useFind.getState().found, window.devicePixelRatio],
    ];
    if (sameStamp(basis, now)) return;
    basis = now;
    clearTimeout(rest);
    const sounds = new Set<string>();
    if (shown.pixelsPerSecond !== frame.pixelsPerSecond) replace(new TileSheet(frame.pixelsPerSecond, layer));
    if (zoom !== frame.pixelsPerSecond) {
      zoomedAt = begun;
      next ??= new TileSheet(zoom, layer);
      const seen = wantedTiles(next.pixelsPerSecond).filter((tile) => tile.seen);
      const { drawn, left } = next.draw(seen, frame.originPx, sounds, late);
      // Laying out anew is work enough for a frame: the last tiles were drawn in the one before.
      if (drawn === 0 && left === 0) {
        replace(next);
        next = null;
        layOutAt(shown.pixelsPerSecond);
      }
      again();
    } else {
      next?.dispose();
      next = null;
      const resting = begun - zoomedAt > ZOOM_REST_MS;
      const wantedNow = resting ? wanted : wanted.filter((tile) => tile.seen);
      const { left } = shown.draw(wantedNow, frame.originPx, sounds, ({ seen }) => !seen && late());
      if (!resting) rest = setTimeout(again, ZOOM_REST_MS);
      else if (left > 0) again();
    }
    shown.show(useFrame.getState().originPx);
    holdSounds(sounds, arrived);
  };
  const arrived = (): void => {
    arrivals += 1;
    later();
  };
  /** Another pass for what this one left out. */
  const again = (): void => {
    basis = [];
    later();
  };
  const later = (): void => {
    if (request === 0) request = requestAnimationFrame(paint);
  };
  const end = (): void => {
    cancelAnimationFrame(request);
    clearTimeout(rest);
    shown.dispose();
    next?.dispose();
    holdSounds(new Set(), () => undefined);
  };
  return { later, end };
}

/**
 * What the clips look like, as a few tiles behind all lanes. The elements of the clips lie over them and are for hands
 * and screen readers: a canvas for every clip would cost more than everything else together.
 */
export function ClipPictures() {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  useEffect(() => {
    if (!layer.current) return;
    const { later, end } = keepTiles(layer.current);
    const stopFollowing = followZoom();
    later();
    const stops = [
      useView.subscribe(later),
      useViewport.subscribe(later),
      useFrame.subscribe(later),
      useFind.subscribe(later),
      editor.subscribe(later),
    ];
    return () => {
      stops.forEach((stop) => stop());
      stopFollowing();
      end();
    };
  }, []);
  return (
    <div
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
    >
      <div ref={layer} className="lane-layer" />
    </div>
  );
}
