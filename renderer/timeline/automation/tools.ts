import { create } from 'zustand';

/** Points of one lane that are selected, by their index. */
export type PointSelection = { readonly laneId: string; readonly indices: ReadonlySet<number> };

/** How lanes are edited: not part of any project. */
export const useAutomationTools = create<{
  /** dragging draws a curve by hand instead of selecting points */
  pen: boolean;
  /** what lies under a clip moves and is copied with it */
  followClips: boolean;
  selected: PointSelection | null;
}>(() => ({ pen: false, followClips: false, selected: null }));

const nothing: ReadonlySet<number> = new Set();

export function selectedPoints(laneId: string): ReadonlySet<number> {
  const { selected } = useAutomationTools.getState();
  return selected?.laneId === laneId ? selected.indices : nothing;
}

export const selectPoints = (laneId: string, indices: ReadonlySet<number>): void =>
  useAutomationTools.setState({ selected: indices.size === 0 ? null : { laneId, indices } });
