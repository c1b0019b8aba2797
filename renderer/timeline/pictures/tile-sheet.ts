import { contentOf, drawTile, sameStamp, type TileContent } from './draw-tile';
import { TILE } from './tile-size';

/** A tile's place, counted in tiles from the project's start and the first track. */
export type TilePlace = {
  readonly column: number;
  readonly row: number;
  /** it lies in the window */ readonly seen: boolean;
};

type Tile = { readonly canvas: HTMLCanvasElement; stamp: TileContent['stamp'] };

/** Canvases to be used again, by all sheets. */
const spare: HTMLCanvasElement[] = [];
const SPARE_MAX = 24;

/** A sheet that is not shown yet lies here: what is hidden outright would be rasterised only when it is shown. */
const ASIDE = 'translateX(-1000000px)';

/** Tiles drawn at one zoom, in a layer that scrolls. */
export class TileSheet {
  private readonly element = document.createElement('div');
  private readonly tiles = new Map<string, Tile>();
  private originPx = NaN;

  constructor(
    /** the zoom it is drawn at */
    readonly pixelsPerSecond: number,
    layer: HTMLElement,
  ) {
    this.element.style.cssText = 'position:absolute;top:0;left:0;width:0';
    this.element.style.transform = ASIDE;
    layer.append(this.element);
  }

  /** Shows it in its layer, which counts from `originPx` CSS pixels behind the project's start. */
  show(originPx: number): void {
    this.countFrom(originPx);
    this.element.style.transform = '';
  }

  /**
   * Draws what is out of date among the wanted tiles, in their order and at least one of them, and drops all others.
   * @param soundIds collects the sounds that are shown
   * @param waits whether this tile is left for another time, asked before it is drawn
   * @returns how many were drawn, and how many left
   */
  draw(
    wanted: readonly TilePlace[],
    originPx: number,
    soundIds: Set<string>,
    waits: (place: TilePlace) => boolean,
  ): { drawn: number; left: number } {
    if (Number.isNaN(this.originPx)) this.countFrom(originPx);
    const kept = new Set<string>();
    let drawn = 0;
    let left = 0;
    for (const place of wanted) {
      const { column, row } = place;
      const key = `${column} ${row}`;
      kept.add(key);
      const content = contentOf(column, row, this.pixelsPerSecond);
      for (const { look } of content.items) soundIds.add(look.clip.soundId);
      const tile = this.tiles.get(key);
      if (content.items.length === 0) {
        if (tile) this.unmount(key, tile);
      } else if (!tile || !sameStamp(tile.stamp, content.stamp)) {
        if (drawn > 0 && waits(place)) {
          left += 1;
          continue;
        }
        const target = tile ?? this.mount(key, column, row);
        target.stamp = content.stamp;
        drawTile(target.canvas, content);
        drawn += 1;
      }
    }
    for (const [key, tile] of this.tiles) if (!kept.has(key)) this.unmount(key, tile);
    return { drawn, left };
  }

  dispose(): void {
    for (const [key, tile] of this.tiles) this.unmount(key, tile);
    this.element.remove();
  }

  private countFrom(originPx: number): void {
    if (originPx === this.originPx) return;
    this.originPx = originPx;
    for (const [key, { canvas }] of this.tiles) this.put(canvas, Number.parseInt(key, 10));
  }

  private put(canvas: HTMLCanvasElement, column: number): void {
    canvas.style.left = `${column * TILE - this.originPx}px`;
  }

  private mount(key: string, column: number, row: number): Tile {
    const canvas = spare.pop() ?? document.createElement('canvas');
    canvas.style.cssText = `position:absolute;width:${TILE}px;height:${TILE}px;pointer-events:none`;
    canvas.style.top = `${row * TILE}px`;
    canvas.dataset['column'] = String(column);
    this.put(canvas, column);
    this.element.append(canvas);
    const tile = { canvas, stamp: [] };
    this.tiles.set(key, tile);
    return tile;
  }

  private unmount(key: string, { canvas }: Tile): void {
    canvas.remove();
    if (spare.length < SPARE_MAX) spare.push(canvas);
    this.tiles.delete(key);
  }
}
