import type { ProjectDocument } from '../../preload/contract/document';
import { adaptiveGrid, type GridUnit } from './grid';

/** Pointer distance in CSS pixels within which a time is drawn to a target. */
export const SNAP_PIXELS = 8;

/** What a drag may snap to. All times in samples; `points` sorted. `gridStep` in samples, possibly fractional; Infinity: there is no grid. */
export type SnapTargets = {
  readonly points: readonly number[];
  readonly gridStep: number;
  /** largest distance that still snaps, in samples */
  readonly reach: number;
};

export type SnapContext = {
  readonly pixelsPerSecond: number;
  readonly unit: GridUnit;
  /** samples; null when it must not attract (it is what is being dragged) */
  readonly playhead: number | null;
  /** clips that are being dragged do not attract themselves */
  readonly exceptClips: ReadonlySet<string>;
  /** a marker that is being dragged does not attract itself */
  readonly exceptMarker?: string | null;
  /** further places that attract, in samples */
  readonly more?: readonly number[];
  /** what attracts at all; everything unless it is said */
  readonly kinds?: Readonly<Record<'grid' | 'clips' | 'markers', boolean>>;
};

/** Collects the targets once, when a gesture begins: they do not move during it. */
export function snapTargets(document: ProjectDocument, context: SnapContext): SnapTargets {
  const { kinds = { grid: true, clips: true, markers: true } } = context;
  const points: number[] = [0];
  for (const id in document.clips) {
    const clip = document.clips[id];
    if (kinds.clips && clip && !context.exceptClips.has(id))
      points.push(clip.start, clip.start + clip.length);
  }
  const { loop } = document;
  if (kinds.markers && loop.end > loop.start) points.push(loop.start, loop.end);
  for (const { id, at, length } of document.markers) {
    if (kinds.markers && id !== context.exceptMarker) points.push(at, at + length);
  }
  points.push(...(context.more ?? []));
  if (context.playhead !== null) points.push(context.playhead);
  points.sort((a, b) => a - b);
  const { step } = adaptiveGrid(context.unit, context.pixelsPerSecond, document);
  return {
    points,
    gridStep: kinds.grid ? step * document.sampleRate : Infinity,
    reach: (SNAP_PIXELS / context.pixelsPerSecond) * document.sampleRate,
  };
}

/** Index of the first element not below `value`. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The target that attracts `time` (samples), or null. An edge within reach wins over a nearer grid line: edges are
 * where things happen, and grid lines are everywhere.
 */
export function snapPoint(time: number, targets: SnapTargets): number | null {
  const index = lowerBound(targets.points, time);
  let best: number | null = null;
  for (const candidate of [targets.points[index - 1], targets.points[index]]) {
    if (candidate === undefined || Math.abs(candidate - time) > targets.reach) continue;
    if (best === null || Math.abs(candidate - time) < Math.abs(best - time)) best = candidate;
  }
  if (best !== null || targets.gridStep === Infinity) return best;
  const line = Math.max(0, Math.round(Math.round(time / targets.gridStep) * targets.gridStep));
  return Math.abs(line - time) <= targets.reach ? line : null;
}

export const snapTime = (time: number, targets: SnapTargets | null): number =>
  targets ? (snapPoint(time, targets) ?? time) : time;

/**
 * How far to move a range so that its start or its end snaps, whichever is nearer: `delta` is where the pointer
 * would put it. `targets` null: no snapping.
 */
export function snapRange(
  range: { readonly start: number; readonly end: number },
  delta: number,
  targets: SnapTargets | null,
): number {
  if (!targets) return delta;
  const candidates = [range.start, range.end].flatMap((edge) => {
    const point = snapPoint(edge + delta, targets);
    return point === null ? [] : [point - edge];
  });
  candidates.sort((a, b) => Math.abs(a - delta) - Math.abs(b - delta));
  return candidates[0] ?? delta;
}
