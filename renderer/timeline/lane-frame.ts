import { createContext, useContext, useLayoutEffect, useState } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import { useView } from '../state/session';
import { covers, useFrame, type Frame } from './viewport';
import { work } from './work';

/**
 * Lanes that are laid out anew in one animation frame; the others lag behind. A lane moves and stretches by the frame it
 * is laid out at, so that its clips are where they belong all the while.
 */
export const LANES_A_FRAME = 2;

const lanes = new Set<StoreApi<Frame>>();
const behind = new Set<StoreApi<Frame>>();
let left = LANES_A_FRAME;
let request = 0;

/** Lays lanes out, those first that do not reach over the window any more: they must not wait. */
function catchUp(): void {
  for (const lane of behind) if (!covers(lane.getState())) layOut(lane);
  for (const lane of behind) if (left > 0) layOut(lane);
  if (request !== 0 || left === LANES_A_FRAME) return;
  request = requestAnimationFrame(() => {
    request = 0;
    left = LANES_A_FRAME;
    catchUp();
  });
}

function layOut(lane: StoreApi<Frame>): void {
  behind.delete(lane);
  left = Math.max(0, left - 1);
  work.lanesLaidOut += 1;
  lane.setState(useFrame.getState(), true);
}

useFrame.subscribe(() => {
  for (const lane of lanes) behind.add(lane);
  catchUp();
});
useView.subscribe(() => {
  if (behind.size > 0) catchUp();
});

/** How what lies around a component is laid out: a lane of clips by its own frame, all else by the timeline's. */
export const LayerFrame = createContext<StoreApi<Frame>>(useFrame);

export const useLayerFrame = <T>(select: (frame: Frame) => T): T => useStore(useContext(LayerFrame), select);

/** A frame that follows the timeline's as its turn comes; for `LayerFrame`. */
export function useOwnFrame(): StoreApi<Frame> {
  const [frame] = useState(() => createStore<Frame>(() => useFrame.getState()));
  useLayoutEffect(() => {
    lanes.add(frame);
    return () => {
      lanes.delete(frame);
      behind.delete(frame);
    };
  }, [frame]);
  return frame;
}
