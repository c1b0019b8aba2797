import type { Automation, AutomationPoint, ProjectDocument } from '../../../preload/contract/document';
import { automationValue, type Scale } from '../automation';
import { newId } from '../factory';
import type { Operation, RackOwner } from '../operations';
import { trackById } from '../select';

/** What the contract allows in one lane. */
export const POINTS_MAX = 20_000;

/** A value's place between a range's ends, 0 to 1, on the scale that people read: what "near" means for thinning. */
export type Share = (value: number) => number;

const none: readonly Automation[] = [];

export function lanesOf(document: ProjectDocument, owner: RackOwner): readonly Automation[] {
  if (owner === 'master') return document.master.automation;
  return trackById(document, owner)?.automation ?? none;
}

export const laneById = (document: ProjectDocument, owner: RackOwner, id: string): Automation | null =>
  lanesOf(document, owner).find((lane) => lane.id === id) ?? null;

export const laneOfTarget = (
  document: ProjectDocument,
  owner: RackOwner,
  target: string,
): Automation | null => lanesOf(document, owner).find((lane) => lane.target === target) ?? null;

function setLanes(document: ProjectDocument, owner: RackOwner, automation: Automation[]): Operation[] {
  if (owner === 'master') return [{ type: 'master.set', changes: { automation } }];
  return trackById(document, owner) ? [{ type: 'track.set', id: owner, changes: { automation } }] : [];
}

type LaneChanges = Partial<Omit<Automation, 'id' | 'target'>>;

/** Changes some lanes of one track or of the master at once. */
export function changeLanes(
  document: ProjectDocument,
  owner: RackOwner,
  changes: ReadonlyMap<string, LaneChanges>,
): Operation[] {
  const lanes = lanesOf(document, owner);
  if (!lanes.some((lane) => changes.has(lane.id))) return [];
  return setLanes(
    document,
    owner,
    lanes.map((lane) => ({ ...lane, ...changes.get(lane.id) })),
  );
}

export const changeLane = (
  document: ProjectDocument,
  owner: RackOwner,
  id: string,
  changes: LaneChanges,
): Operation[] => changeLanes(document, owner, new Map([[id, changes]]));

/** Shows the target's lane; a new one has no points, so that nothing sounds different yet. */
export function showLane(document: ProjectDocument, owner: RackOwner, target: string): Operation[] {
  const lane = laneOfTarget(document, owner, target);
  if (lane) return lane.shown ? [] : changeLane(document, owner, lane.id, { shown: true });
  const added: Automation = { id: newId(), target, points: [], bypassed: false, shown: true };
  return setLanes(document, owner, [...lanesOf(document, owner), added]);
}

/** Hides a lane; one without points goes altogether. */
export function hideLane(document: ProjectDocument, owner: RackOwner, id: string): Operation[] {
  const lane = laneById(document, owner, id);
  if (!lane) return [];
  return lane.points.length === 0
    ? removeLane(document, owner, id)
    : changeLane(document, owner, id, { shown: false });
}

export function removeLane(document: ProjectDocument, owner: RackOwner, id: string): Operation[] {
  const lanes = lanesOf(document, owner);
  const kept = lanes.filter((lane) => lane.id !== id);
  return kept.length === lanes.length ? [] : setLanes(document, owner, kept);
}

export function setPoints(
  document: ProjectDocument,
  owner: RackOwner,
  id: string,
  points: readonly AutomationPoint[],
): Operation[] {
  return changeLane(document, owner, id, { points: inOrder(points).slice(0, POINTS_MAX) });
}

/** By ascending `at`; those at one sample keep their order, and more than two there are the first and the last. */
export function inOrder(points: readonly AutomationPoint[]): AutomationPoint[] {
  const sorted = [...points].sort((a, b) => a.at - b.at);
  return sorted.filter(
    (point, index) => sorted[index - 1]?.at !== point.at || sorted[index + 1]?.at !== point.at,
  );
}

/** The points with one more. One that stands at the same sample is replaced. */
export function withPoint(points: readonly AutomationPoint[], point: AutomationPoint): AutomationPoint[] {
  return inOrder([...points.filter(({ at }) => at !== point.at), point]);
}

/** Moves the points of these indices by `time` samples (none before the project's start) and to other values. */
export function movePoints(
  points: readonly AutomationPoint[],
  indices: ReadonlySet<number>,
  time: number,
  valueAfter: (value: number) => number,
): AutomationPoint[] {
  const earliest = Math.min(...[...indices].map((index) => points[index]?.at ?? Infinity));
  const by = Math.max(-earliest, Math.round(time));
  const moved = points.flatMap((point, index) =>
    indices.has(index) ? [{ ...point, at: point.at + by, value: valueAfter(point.value) }] : [],
  );
  const taken = new Set(moved.map(({ at }) => at));
  // A point that lands on another takes its place.
  const others = points.filter((point, index) => !indices.has(index) && !taken.has(point.at));
  return inOrder([...others, ...moved]);
}

/**
 * The points with those from `from` to `to` (samples, `to` included) replaced. The old curve outside stays as it was:
 * it gets a point where it is cut.
 */
export function replaceRange(
  points: readonly AutomationPoint[],
  from: number,
  to: number,
  replacement: readonly AutomationPoint[],
  scale: Scale = 'linear',
): AutomationPoint[] {
  const before = points.filter(({ at }) => at < from);
  const after = points.filter(({ at }) => at > to);
  const cut = (at: number): AutomationPoint[] => {
    const value = automationValue(points, at, scale);
    return value === null ? [] : [{ at, value, bend: 0 }];
  };
  // A cut is a step: the old value, and the new one at the next sample.
  const lead =
    before.length > 0 && from > 0 ? cut(from - 1).filter(({ at }) => at > (before.at(-1)?.at ?? -1)) : [];
  const tail = after.length > 0 ? cut(to + 1).filter(({ at }) => at < (after[0]?.at ?? Infinity)) : [];
  return inOrder([...before, ...lead, ...replacement, ...tail, ...after]);
}

/**
 * The same curve with a point on either side of a range, where there is none yet: outwards a curve holds its first and
 * its last value, and these must not become what `replaceRange` puts in.
 */
export function anchored(
  points: readonly AutomationPoint[],
  from: number,
  to: number,
  scale: Scale = 'linear',
): AutomationPoint[] {
  const edge = (at: number): AutomationPoint[] => {
    const value = automationValue(points, at, scale);
    return value === null ? [] : [{ at, value, bend: 0 }];
  };
  return [
    ...(from > 0 && !points.some(({ at }) => at < from) ? edge(from - 1) : []),
    ...points,
    ...(points.some(({ at }) => at > to) ? [] : edge(to + 1)),
  ];
}

/**
 * Leaves out points that the line between their neighbours says anyway: Douglas and Peucker (1973), with the distance
 * measured upright, in shares of the range. Steps (two points at one sample) stay.
 */
export function thin(points: readonly AutomationPoint[], share: Share, tolerance: number): AutomationPoint[] {
  if (points.length < 3) return [...points];
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  const shares = points.map(({ value }) => share(value));
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    const from = points[first]?.at ?? 0;
    const length = (points[last]?.at ?? 0) - from;
    const low = shares[first] ?? 0;
    const rise = (shares[last] ?? 0) - low;
    let worst = tolerance;
    let at = -1;
    for (let index = first + 1; index < last; index += 1) {
      const line = length === 0 ? low : low + (rise * ((points[index]?.at ?? 0) - from)) / length;
      const distance = Math.abs((shares[index] ?? 0) - line);
      if (distance <= worst) continue;
      worst = distance;
      at = index;
    }
    if (at === -1) continue;
    kept[at] = 1;
    spans.push([first, at], [at, last]);
  }
  return points.filter((_, index) => kept[index] === 1);
}

/** Part of a lane on its own: `at` counts from the part's start. */
export function copyRange(
  points: readonly AutomationPoint[],
  from: number,
  to: number,
  scale: Scale = 'linear',
): AutomationPoint[] {
  const edge = (at: number): AutomationPoint[] => {
    const value = points.some((point) => point.at === at) ? null : automationValue(points, at, scale);
    return value === null ? [] : [{ at: at - from, value, bend: 0 }];
  };
  const inside = points
    .filter(({ at }) => at >= from && at <= to)
    .map((point) => ({ ...point, at: point.at - from }));
  return inOrder([...edge(from), ...inside, ...edge(to)]);
}
