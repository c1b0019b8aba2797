import { createContext, useContext, useLayoutEffect, useState } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import { useView } from '../state/session';
import { useScrolling, useZooming } from './motion';
import { useRenaming } from './renaming';
import { covers, useFrame, type Frame } from './viewport';
import { work } from './work';

/**
 * Lanes that are laid out anew in one animation frame; the others lag behind. A lane moves and stretches by the frame it
 * is laid out at, so that its clips are where they belong all the while.
 */
export const LANES_A_FRAME = 2;

const lanes = new Set<StoreApi<Frame>>();
const behind = new Set<StoreApi<Frame>>();
let request = 0;

/** Whether something is seen of the clips themselves, not only their pictures: envelopes, a name being typed, the focus. */
const clipsShow = (): boolean =>
  useView.getState().envelopes ||
  useRenaming.getState().id !== null ||
  document.activeElement?.matches('.clip:focus-visible') === true;

/** While the view moves, its pictures show where clips are: lanes wait until it rests, or until somebody takes hold of one. */
const waits = (): boolean => (useZooming.getState().going || useScrolling.getState().going) && !clipsShow();

/** The lanes that do not reach over the window any more. */
const short = (): StoreApi<Frame>[] => [...behind].filter((lane) => !covers(lane.getState()));

/** Has lanes laid out in the frames to come, those first that do not reach over the window; what is seen must not wait. */
function catchUp(): void {
  if (behind.size === 0 || waits()) return;
  if (clipsShow()) short().forEach(layOut);
  if (request === 0) request = requestAnimationFrame(layOutSome);
}

function layOutSome(): void {
  request = 0;
  if (waits()) return;
  [...new Set([...short(), ...behind])].slice(0, LANES_A_FRAME).forEach(layOut);
  catchUp();
}

function layOut(lane: StoreApi<Frame>): void {
  behind.delete(lane);
  work.lanesLaidOut += 1;
  lane.setState(useFrame.getState(), true);
}

useFrame.subscribe(() => {
  for (const lane of lanes) behind.add(lane);
  catchUp();
});
for (const { subscribe } of [useView, useZooming, useScrolling]) subscribe(catchUp);

/** Lays out at once what waits, for whoever needs a clip's element now; says whether anything did. */
export function layOutNow(): boolean {
  const waited = behind.size > 0;
  behind.forEach(layOut);
  return waited;
}

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
