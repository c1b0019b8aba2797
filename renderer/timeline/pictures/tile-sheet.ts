import { useView } from '../../state/session';
import { holdTransform } from '../../ui/held-transform';
import { scrollTransform } from '../scroll-layer';
import { originOf } from '../viewport';
import { work } from '../work';
import { contentOf, drawTile, sameStamp, type TileContent } from './draw-tile';
import { TILE_HEIGHT, TILE_WIDTH } from './tile-size';

/** A tile's place, counted in tiles from the project's start and the first track. */
export type TilePlace = {
  readonly column: number;
  readonly row: number;
  /** it lies in the window */ readonly seen: boolean;
};

type Tile = { readonly canvas: HTMLCanvasElement; stamp: TileContent['stamp'] };

/** Canvases to be used again, by all sheets. */
const spare: HTMLCanvasElement[] = [];
const SPARE_MAX = 48;

/** A sheet that is not shown yet lies here: what is hidden outright would be rasterised only when it is shown. */
const ASIDE = 'translateX(-1000000px)';

/** Detail of a sketch: enough for where clips are and how loud, at a small part of the cost. */
const SKETCH = 1 / 4;

const keyOf = ({ column, row }: TilePlace): string => `${column} ${row}`;

/** Tiles drawn at one zoom. While the view's zoom is another, they are stretched. */
export class TileSheet {
  private readonly element = document.createElement('div');
  private readonly transform = holdTransform(this.element);
  private readonly tiles = new Map<string, Tile>();
  private originPx = 0;

  constructor(
    /** the zoom it is drawn at */
    readonly pixelsPerSecond: number,
    parent: HTMLElement,
  ) {
    this.element.style.cssText =
      'position:absolute;top:0;left:0;width:0;transform-origin:0 0;will-change:transform';
    this.transform.set(ASIDE);
    parent.append(this.element);
  }

  /** Shows it, where its time is in the window. */
  show(): void {
    const { pixelsPerSecond, scrollSeconds } = useView.getState();
    const scrollPx = scrollSeconds * this.pixelsPerSecond;
    this.countFrom(originOf(scrollPx));
    this.transform.set(scrollTransform(this.originPx - scrollPx, pixelsPerSecond / this.pixelsPerSecond));
  }

  /**
   * Draws what is out of date among the wanted tiles, in their order and at least one of them, and drops all others.
   * @param soundIds collects the sounds that are shown
   * @param waits whether this tile is left for another time, asked before it is drawn
   * @returns how many are left
   */
  draw(wanted: readonly TilePlace[], soundIds: Set<string>, waits: (place: TilePlace) => boolean): number {
    const kept = new Set<string>();
    let drawn = 0;
    let left = 0;
    for (const place of wanted) {
      const key = keyOf(place);
      kept.add(key);
      const content = contentOf(place.column, place.row, this.pixelsPerSecond);
      for (const { look } of content.items) soundIds.add(look.clip.soundId);
      const tile = this.tiles.get(key);
      if (content.items.length === 0) {
        if (tile) this.unmount(key, tile);
      } else if (!tile || !sameStamp(tile.stamp, content.stamp)) {
        if (drawn > 0 && waits(place)) {
          left += 1;
          continue;
        }
        const target = tile ?? this.mount(place);
        target.stamp = content.stamp;
        drawTile(target.canvas, content);
        work.tilesDrawn += 1;
        work.clipsDrawn += content.items.length;
        drawn += 1;
      }
    }
    for (const [key, tile] of this.tiles) if (!kept.has(key)) this.unmount(key, tile);
    return left;
  }

  /** Draws roughly what is missing among the wanted tiles: zooming out uncovers more than a frame has time for. */
  sketch(wanted: readonly TilePlace[]): void {
    for (const place of wanted) {
      if (this.tiles.has(keyOf(place))) continue;
      const content = contentOf(place.column, place.row, this.pixelsPerSecond);
      if (content.items.length === 0) continue;
      drawTile(this.mount(place).canvas, content, SKETCH);
      work.tilesSketched += 1;
    }
  }

  dispose(): void {
    for (const [key, tile] of this.tiles) this.unmount(key, tile);
    this.transform.release();
    this.element.remove();
  }

  private countFrom(originPx: number): void {
    if (originPx === this.originPx) return;
    this.originPx = originPx;
    for (const [key, { canvas }] of this.tiles) this.put(canvas, Number.parseInt(key, 10));
  }

  private put(canvas: HTMLCanvasElement, column: number): void {
    canvas.style.left = `${column * TILE_WIDTH - this.originPx}px`;
  }

  /** A tile that is out of date as long as its stamp is empty. */
  private mount(place: TilePlace): Tile {
    const canvas = spare.pop() ?? document.createElement('canvas');
    canvas.style.cssText = `position:absolute;width:${TILE_WIDTH}px;height:${TILE_HEIGHT}px`;
    canvas.style.top = `${place.row * TILE_HEIGHT}px`;
    canvas.dataset['column'] = String(place.column);
    this.put(canvas, place.column);
    this.element.append(canvas);
    const tile = { canvas, stamp: [] };
    this.tiles.set(keyOf(place), tile);
    return tile;
  }

  private unmount(key: string, { canvas }: Tile): void {
    canvas.remove();
    if (spare.length < SPARE_MAX) spare.push(canvas);
    this.tiles.delete(key);
  }
}
