import { useView } from '../../state/session';
import { holdTransform } from '../../ui/held-transform';
import { scrollTransform } from '../scroll-layer';
import { work } from '../work';
import { clearTile, contentOf, drawTile, outOfDate, type TileContent } from './draw-tile';
import { TILE_HEIGHT, TILE_WIDTH } from './tile-size';

/** A tile's place, counted in tiles from the project's start and the first track. */
export type TilePlace = {
  readonly column: number;
  readonly row: number;
  /** it lies in the window */ readonly seen: boolean;
};

/** `shown` is null while all of it is out of date, and `blank` tells that it shows nothing. */
type Tile = { readonly canvas: HTMLCanvasElement; shown: TileContent | 'sketch' | null; blank: boolean };

/** A sheet that is not shown lies here: what is hidden outright would be rasterised only when it is shown. */
const ASIDE = 'translateX(-1000000px)';

/** Detail of a sketch: enough for where clips are and how loud, at a small part of the cost. */
const SKETCH = 1 / 4;

/**
 * Tiles drawn at one zoom. While the view's zoom is another, they are stretched. A sheet is used again for other zooms,
 * and its canvases stay where they are as long as one is needed there: a new picture costs a frame less than a new canvas.
 */
export class TileSheet {
  private readonly element = document.createElement('div');
  private readonly transform = holdTransform(this.element);
  /** by their place, the columns counted from `from` */
  private readonly tiles = new Map<string, Tile>();
  private zoom = 1;
  /** the column that its left edge is at */
  private from = 0;

  constructor(parent: HTMLElement) {
    this.element.style.cssText =
      'position:absolute;top:0;left:0;width:0;transform-origin:0 0;will-change:transform';
    this.transform.set(ASIDE);
    parent.append(this.element);
  }

  /** the zoom it is drawn at */
  get pixelsPerSecond(): number {
    return this.zoom;
  }

  /** Starts anew, out of sight, at the view's zoom. */
  begin(): void {
    const { pixelsPerSecond, scrollSeconds } = useView.getState();
    this.zoom = pixelsPerSecond;
    this.from = Math.floor((scrollSeconds * pixelsPerSecond) / TILE_WIDTH);
    for (const tile of this.tiles.values()) tile.shown = null;
    this.transform.set(ASIDE);
  }

  /** Shows it, where its time is in the window. */
  show(): void {
    const { pixelsPerSecond, scrollSeconds } = useView.getState();
    const left = this.from * TILE_WIDTH - scrollSeconds * this.zoom;
    this.transform.set(scrollTransform(left, pixelsPerSecond / this.zoom));
  }

  hide(): void {
    this.transform.set(ASIDE);
  }

  /**
   * Draws what is out of date among the wanted tiles, in their order. All others are out of date from now on, and free to be
   * used elsewhere. Canvases are put in their places all at once, and those out of sight drawn later: a frame in which one
   * moves costs the compositor as much as all else in it.
   * @param soundIds collects the sounds that are shown
   * @param waits whether this tile is left for another time, asked before it is drawn and told how many were
   * @returns how many are left
   */
  draw(
    wanted: readonly TilePlace[],
    soundIds: Set<string>,
    waits: (place: TilePlace, drawn: number) => boolean,
  ): number {
    const free = this.freeFor(wanted);
    for (const key of free) this.tiles.get(key)!.shown = null;
    let [mounted, drawn, left] = [0, 0, 0];
    for (const place of wanted) {
      const content = contentOf(place.column, place.row, this.zoom);
      for (const { look } of content.items) soundIds.add(look.clip.soundId);
      const there = this.tiles.get(this.keyOf(place));
      if (content.items.length === 0) {
        if (there) clear(there);
        continue;
      }
      const tile = there ?? this.mount(place, free);
      if (!there) mounted += 1;
      const part = outOfDate(tile.shown === 'sketch' ? null : tile.shown, content);
      if (!part) continue;
      if (waits(place, drawn) || (mounted > 0 && !place.seen)) {
        if (!there) clear(tile);
        left += 1;
        continue;
      }
      tile.shown = content;
      tile.blank = false;
      work.tilesDrawn += 1;
      work.clipsDrawn += drawTile(tile.canvas, content, part);
      drawn += 1;
    }
    return left;
  }

  /** Draws roughly what is missing among the wanted tiles: zooming out uncovers more than a frame has time for. */
  sketch(wanted: readonly TilePlace[]): void {
    const free = this.freeFor(wanted);
    for (const place of wanted) {
      const tile = this.tiles.get(this.keyOf(place));
      if (tile?.shown) continue;
      const content = contentOf(place.column, place.row, this.zoom);
      if (content.items.length === 0) {
        if (tile) clear(tile);
        continue;
      }
      const target = tile ?? this.mount(place, free);
      // As good as drawn until the zoom rests.
      target.shown = 'sketch';
      target.blank = false;
      drawTile(target.canvas, content, undefined, SKETCH);
      work.tilesSketched += 1;
    }
  }

  dispose(): void {
    this.transform.release();
    this.element.remove();
  }

  private keyOf = ({ column, row }: TilePlace): string => `${column - this.from} ${row}`;

  /** The places of tiles that are not wanted. */
  private freeFor(wanted: readonly TilePlace[]): string[] {
    const keys = new Set(wanted.map(this.keyOf));
    return [...this.tiles.keys()].filter((key) => !keys.has(key));
  }

  /** A tile at a place that has none: one of those that are free, or a new one. */
  private mount(place: TilePlace, free: string[]): Tile {
    const from = free.pop();
    const tile = from === undefined ? this.newTile() : this.tiles.get(from)!;
    if (from !== undefined) this.tiles.delete(from);
    tile.canvas.style.left = `${(place.column - this.from) * TILE_WIDTH}px`;
    tile.canvas.style.top = `${place.row * TILE_HEIGHT}px`;
    this.tiles.set(this.keyOf(place), tile);
    return tile;
  }

  private newTile(): Tile {
    const canvas = document.createElement('canvas');
    canvas.className = 'clip-tile';
    canvas.style.cssText = `position:absolute;width:${TILE_WIDTH}px;height:${TILE_HEIGHT}px`;
    this.element.append(canvas);
    return { canvas, shown: null, blank: true };
  }
}

function clear(tile: Tile): void {
  tile.shown = null;
  if (tile.blank) return;
  tile.blank = true;
  clearTile(tile.canvas);
}
