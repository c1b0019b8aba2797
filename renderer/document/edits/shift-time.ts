import type { Automation, ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';

/** Where a moment goes (samples); null: it is cut out. Must not change the order of moments. */
export type TimeMap = (at: number) => number | null;

const mapAutomation = (automation: readonly Automation[], map: TimeMap): Automation[] =>
  automation.map((lane) => ({
    ...lane,
    points: lane.points.flatMap((point) => {
      const at = map(point.at);
      return at === null ? [] : at === point.at ? [point] : [{ ...point, at }];
    }),
  }));

const moves = (automation: readonly Automation[], map: TimeMap): boolean =>
  automation.some(({ points }) => points.some(({ at }) => map(at) !== at));

/** Automation of the tracks after time was inserted or cut out on them. */
export function shiftAutomation(
  document: ProjectDocument,
  trackIds: readonly string[],
  map: TimeMap,
): Operation[] {
  const ids = new Set(trackIds);
  return document.tracks
    .filter((track) => ids.has(track.id) && moves(track.automation, map))
    .map(({ id, automation }) => ({
      type: 'track.set',
      id,
      changes: { automation: mapAutomation(automation, map) },
    }));
}

/** What belongs to the project as a whole, when time was inserted or cut out on all tracks. */
export function shiftProject(
  document: ProjectDocument,
  map: TimeMap,
  edge: (at: number) => number,
): Operation[] {
  const operations: Operation[] = [];
  const { master, loop } = document;
  const markers = document.markers.flatMap((marker) => {
    const at = edge(marker.at);
    const end = edge(marker.at + marker.length);
    if (marker.length === 0) return map(marker.at) === null ? [] : [{ ...marker, at }];
    return end > at ? [{ ...marker, at, length: end - at }] : [];
  });
  const moved =
    markers.length !== document.markers.length ||
    markers.some(({ at, length }, index) => {
      const old = document.markers[index];
      return at !== old?.at || length !== old.length;
    });
  if (moved) operations.push({ type: 'markers.set', markers });
  if (moves(master.automation, map)) {
    operations.push({ type: 'master.set', changes: { automation: mapAutomation(master.automation, map) } });
  }
  const [start, end] = [edge(loop.start), edge(loop.end)];
  if (loop.end > loop.start && (start !== loop.start || end !== loop.end)) {
    const left = end > start ? { ...loop, start, end } : { start: 0, end: 0, enabled: false };
    operations.push({ type: 'loop.set', loop: left });
  }
  return operations;
}
