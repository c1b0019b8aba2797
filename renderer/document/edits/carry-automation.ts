import type { AutomationPoint, Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Scale } from '../automation';
import { applyAll, type Operation } from '../operations';
import { clipEnd, clipsOfTrack, trackById } from '../select';
import {
  anchored,
  changeLanes,
  copyRange,
  laneOfTarget,
  lanesOf,
  replaceRange,
  showLane,
} from './automation';

/** A clip that went from one place to another, or (`copied`) is there as well now. */
type Carried = { from: Clip; to: Clip; copied: boolean };

/** On which scale a lane's value moves between points. */
export type ScaleOf = (trackId: string, target: string) => Scale;

/**
 * The operations, followed by those that take along what lies under the clips they move or copy: each lane of the
 * track, or on another track its volume and pan, as effects and sends are other ones there. Where a clip went away, the
 * lane goes straight from before it to behind it.
 */
export function carryAutomation(
  document: ProjectDocument,
  operations: readonly Operation[],
  scaleOf: ScaleOf,
): Operation[] {
  const carried = operations.flatMap((operation) => carriedBy(document, operation));
  if (carried.length === 0) return [...operations];
  const all = [...operations];
  let current = applyAll(document, operations).document;
  const apply = (more: Operation[]): void => {
    if (more.length === 0) return;
    all.push(...more);
    current = applyAll(current, more).document;
  };
  const setPoints = (trackId: string, target: string, points: AutomationPoint[]): void => {
    const lane = laneOfTarget(current, trackId, target);
    if (lane) apply(changeLanes(current, trackId, new Map([[lane.id, { points }]])));
  };
  // First all that went away, then all that came: clips may take each other's places.
  for (const { from, to, copied } of carried) {
    if (copied) continue;
    for (const { target } of movingLanes(document, from, to)) {
      const { points } = laneOfTarget(current, from.trackId, target) ?? { points: [] };
      const scale = scaleOf(from.trackId, target);
      const whole = anchored(points, from.start, clipEnd(from), scale);
      setPoints(from.trackId, target, replaceRange(whole, from.start, clipEnd(from), [], scale));
    }
  }
  for (const { from, to } of carried) {
    for (const { target, points } of movingLanes(document, from, to)) {
      const scale = scaleOf(from.trackId, target);
      const part = copyRange(points, from.start, clipEnd(from), scale).map((point) => ({
        ...point,
        at: point.at + to.start,
      }));
      apply(showLane(current, to.trackId, target));
      const end = to.start + from.length;
      const whole = anchored(curveOn(current, to.trackId, target), to.start, end, scale);
      setPoints(to.trackId, target, replaceRange(whole, to.start, end, part, scale));
    }
  }
  return all;
}

/** The lanes that have something to say under a clip, as they were before the edit. */
function movingLanes(document: ProjectDocument, from: Clip, to: Clip) {
  return lanesOf(document, from.trackId).filter(
    ({ target, points }) =>
      points.length > 0 && (from.trackId === to.trackId || target === 'volume' || target === 'pan'),
  );
}

/** The lane's points; one without any stands where the track's own control does. */
function curveOn(document: ProjectDocument, trackId: string, target: string): readonly AutomationPoint[] {
  const points = laneOfTarget(document, trackId, target)?.points ?? [];
  const track = trackById(document, trackId);
  if (points.length > 0 || !track) return points;
  return [{ at: 0, value: target === 'pan' ? track.pan : track.volumeDb, bend: 0 }];
}

function carriedBy(document: ProjectDocument, operation: Operation): Carried[] {
  if (operation.type === 'clip.set') {
    const from = document.clips[operation.id];
    const { start, trackId, length } = operation.changes;
    // A trimmed or stretched clip stays where it is.
    if (!from || length !== undefined || (start === undefined && trackId === undefined)) return [];
    const to = { ...from, ...operation.changes };
    return trackById(document, to.trackId) ? [{ from, to, copied: false }] : [];
  }
  if (operation.type !== 'clip.add' || !trackById(document, operation.clip.trackId)) return [];
  const from = sourceOf(document, operation.clip);
  return from ? [{ from, to: operation.clip, copied: true }] : [];
}

/** The clip that another one is a copy of: of those that play the same, one of its own track if there is any. */
function sourceOf(document: ProjectDocument, copy: Clip): Clip | null {
  const same = (clip: Clip): boolean =>
    clip.soundId === copy.soundId &&
    clip.offset === copy.offset &&
    clip.length === copy.length &&
    clip.stretch === copy.stretch &&
    clip.reversed === copy.reversed;
  const near = clipsOfTrack(document, copy.trackId).find(same);
  return near ?? Object.values(document.clips).find(same) ?? null;
}
