import { create } from 'zustand';
import type { AutomationPoint } from '../../../preload/contract/document';

/** Points of one lane that are selected: indices into its points as they were then. */
export type PointSelection = {
  readonly laneId: string;
  readonly points: readonly AutomationPoint[];
  readonly indices: ReadonlySet<number>;
};

/** How lanes are edited: not part of any project. */
export const useAutomationTools = create<{
  /** dragging draws a curve by hand instead of selecting points */
  pen: boolean;
  /** what lies under a clip moves and is copied with it */
  followClips: boolean;
  selected: PointSelection | null;
}>(() => ({ pen: false, followClips: false, selected: null }));

const nothing: ReadonlySet<number> = new Set();

/**
 * Which of a lane's points are selected, by their index now. Undo puts other points in the place of those that were
 * selected: what is gone is selected no more, and where as many came for it, as when a move is undone, these are.
 */
export function selectedAmong(
  selected: PointSelection | null,
  laneId: string,
  points: readonly AutomationPoint[],
): ReadonlySet<number> {
  if (selected?.laneId !== laneId) return nothing;
  if (selected.points === points) return selected.indices;
  const now = new Set(points);
  const known = new Set(selected.points);
  const chosen = new Set([...selected.indices].flatMap((index) => selected.points[index] ?? []));
  const gone = [...chosen].filter((point) => !now.has(point)).length;
  const came = points.filter((point) => !known.has(point));
  if (came.length === gone) for (const point of came) chosen.add(point);
  return new Set(points.flatMap((point, index) => (chosen.has(point) ? [index] : [])));
}

export const selectedPoints = (laneId: string, points: readonly AutomationPoint[]): ReadonlySet<number> =>
  selectedAmong(useAutomationTools.getState().selected, laneId, points);

export const selectPoints = (
  laneId: string,
  points: readonly AutomationPoint[],
  indices: ReadonlySet<number>,
): void => useAutomationTools.setState({ selected: indices.size === 0 ? null : { laneId, points, indices } });
