import { create } from 'zustand';

/** The value beside the pointer; `x` and `y` in CSS pixels from the lane's top left corner in the window. */
export type Readout = { laneId: string; x: number; y: number; text: string };
export const useReadout = create<{ readout: Readout | null }>(() => ({ readout: null }));

/** The rectangle that selects points: times in samples, heights in CSS pixels from the lane's top. */
export type PointBox = { laneId: string; start: number; end: number; top: number; bottom: number };
export const useMarqueeBox = create<{ box: PointBox | null }>(() => ({ box: null }));
