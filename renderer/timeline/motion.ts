import { create } from 'zustand';
import { useView } from '../state/session';

/** The view rests when it has stayed the same for so long, in milliseconds. */
const REST_MS = 160;
/** Larger steps, as a factor and in CSS pixels, are jumps: everything is to be where it belongs at once. */
const ZOOM_JUMP = 2;
const SCROLL_JUMP = 800;

type Motion = { readonly going: boolean };

/** A motion goes on from a step until none has come for a while, or until a jump. */
function motion() {
  const use = create<Motion>(() => ({ going: false }));
  let steppedAt = 0;
  const look = (): void => {
    const left = steppedAt + REST_MS - performance.now();
    if (left > 0) setTimeout(look, left);
    else use.setState({ going: false });
  };
  const move = (jumps: boolean): void => {
    steppedAt = performance.now();
    if (jumps !== use.getState().going) return;
    use.setState({ going: !jumps });
    if (!jumps) setTimeout(look, REST_MS);
  };
  return { use, move };
}

const zoom = motion();
const scroll = motion();
const rows = motion();

/** Whether one zooms, or scrolls in time or over the tracks. What nobody can see meanwhile is left until it rests. */
export const useZooming = zoom.use;
export const useScrolling = scroll.use;
export const useRowScrolling = rows.use;

useView.subscribe((now, before) => {
  const factor = now.pixelsPerSecond / before.pixelsPerSecond;
  const pixels = Math.abs(now.scrollSeconds - before.scrollSeconds) * now.pixelsPerSecond;
  if (factor !== 1) zoom.move(factor > ZOOM_JUMP || factor < 1 / ZOOM_JUMP);
  else if (pixels > 0) scroll.move(pixels > SCROLL_JUMP);
});

/** The rows were scrolled by so many CSS pixels. */
export const rowsMoved = (pixels: number): void => rows.move(Math.abs(pixels) > SCROLL_JUMP);
