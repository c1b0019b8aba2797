/** Width of the track headers in CSS pixels. */
export const HEADER_WIDTH = 236;

/** CSS pixels of a group's level; deeper than four levels stays where the fourth is. */
const INDENT = 12;

export const indentOf = (depth: number): number => Math.min(depth, 4) * INDENT;
