import { create } from 'zustand';
import { useRowScrolling, useScrolling, useZooming } from './motion';

/** The clip under the pointer. */
export const useHovered = create<{ clipId: string | null }>(() => ({ clipId: null }));

const motions = [useZooming, useScrolling, useRowScrolling];

/** What came under a pointer that rests, while the view moves; undefined when nothing did. */
let waiting: string | null | undefined;

/** Shows what waits, for whoever takes hold of it now; says whether anything did. */
export function hoverNow(): boolean {
  if (waiting === undefined) return false;
  window.removeEventListener('pointermove', hoverNow, true);
  const clipId = waiting;
  waiting = undefined;
  useHovered.setState({ clipId });
  return true;
}

/**
 * A clip has come under the pointer, or none. Those that pass under a pointer at rest while the view moves get no handles:
 * that would be the most work of the frame, for nothing. The pointer's next move or the view's rest shows where it is.
 */
export function hover(clipId: string | null): void {
  if (waiting === undefined && useHovered.getState().clipId === clipId) return;
  if (waiting === undefined) window.addEventListener('pointermove', hoverNow, true);
  waiting = clipId;
  if (!motions.some((motion) => motion.getState().going)) hoverNow();
}

for (const { subscribe } of motions)
  subscribe(({ going }) => {
    if (!going && !motions.some((motion) => motion.getState().going)) hoverNow();
  });
