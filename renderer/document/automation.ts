import type { AutomationPoint } from '../../preload/contract/document';

/** How far along a range a value stands: by difference, or (Hz, seconds) by ratio. */
export type Scale = 'linear' | 'log';

/** What a parameter may be, in its own unit. A log range has min > 0. */
export type Range = { readonly min: number; readonly max: number; readonly scale: Scale };

/** 0 at the range's lower end, 1 at its upper. */
export function shareOf({ min, max, scale }: Range, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  return scale === 'log' ? Math.log(inside / min) / Math.log(max / min) : (inside - min) / (max - min);
}

/** The value at a share of the range; the inverse of `shareOf`. */
export function valueOf({ min, max, scale }: Range, share: number): number {
  const inside = Math.min(1, Math.max(0, share));
  return scale === 'log' ? min * (max / min) ** inside : min + (max - min) * inside;
}

/** The way from one point to the next: 0 to 1 for 0 to 1. As with fades, `bend` pulls it up (1) or down (−1). */
export const bent = (x: number, bend: number): number => (bend === 0 ? x : x ** (4 ** -bend));

/** Index of the last point at or before a sample; −1 before the first. Of points at one sample the last one counts. */
export function pointBefore(points: readonly AutomationPoint[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * What a lane stands at: the first and the last value hold outwards, two points at one sample are a step. The way
 * between two points is straight on the target's own scale, so a lane draws as it sounds.
 * @returns null for a lane without points
 */
export function automationValue(
  points: readonly AutomationPoint[],
  at: number,
  scale: Scale = 'linear',
): number | null {
  const index = pointBefore(points, at);
  const next = points[index + 1];
  const from = points[index];
  if (!from || !next) return (from ?? next)?.value ?? null;
  const way = bent((at - from.at) / (next.at - from.at), from.bend);
  return scale === 'log' && from.value > 0 && next.value > 0
    ? from.value * (next.value / from.value) ** way
    : from.value + (next.value - from.value) * way;
}
