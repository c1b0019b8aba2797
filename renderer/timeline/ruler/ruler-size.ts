/** Heights in the ruler, CSS pixels from its top: markers, then the loop region, then the scale. */
export const MARKER_STRIP = 17;
export const LOOP_STRIP = 11;
export const RULER_HEIGHT = 46;
