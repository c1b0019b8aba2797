/**
 * Size of a tile in CSS pixels: large enough that a window has few, small enough that an edit redraws little and that
 * little is drawn beyond the window.
 */
export const TILE_WIDTH = 512;
export const TILE_HEIGHT = 256;
