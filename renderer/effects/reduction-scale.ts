/** More than this is shown as this: a gate goes so far. dB */
export const REDUCTION_MAX = 60;

/** Decibels beside the bar. */
export const reductionMarks = [0, 3, 12, 24, 48] as const;

/** Part of the bar at so many dB: 0 at 0 dB, 1 at 60. Widest where compressors work. */
export const reductionFraction = (db: number): number =>
  Math.sqrt(Math.min(REDUCTION_MAX, Math.max(0, db)) / REDUCTION_MAX);
