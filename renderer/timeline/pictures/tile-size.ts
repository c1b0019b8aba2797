/** Size of a tile in CSS pixels: large enough that a window has few, small enough that an edit redraws little. */
export const TILE = 512;
