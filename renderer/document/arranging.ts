/**
 * What an edit does where clips come to overlap: nothing; fade one into the other; cut away what lies beneath; or push
 * what lies there to later.
 */
export const overlapPolicies = ['keep', 'crossfade', 'trim', 'push'] as const;
export type OverlapPolicy = (typeof overlapPolicies)[number];

/** Which clips follow when an edit makes or takes time: none, those behind on its track, or those behind on all. */
export const ripples = ['off', 'track', 'all'] as const;
export type Ripple = (typeof ripples)[number];

/** A stretch of time on some tracks; `start` and `end` in samples, `end` excluded. */
export type TimeRange = {
  readonly start: number;
  readonly end: number;
  readonly trackIds: readonly string[];
};
