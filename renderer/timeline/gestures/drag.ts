import { create } from 'zustand';
import type { Surface } from '../surface';

/** Where the pointer is, in the window's and in the timeline's terms. */
export type Pointer = {
  readonly clientX: number;
  readonly clientY: number;
  /** samples under the pointer, not snapped */
  readonly time: number;
  readonly row: number;
  /** Shift: leave the grid alone */
  readonly bypassSnap: boolean;
  /** Ctrl or Cmd: drag a copy */
  readonly copy: boolean;
};

/** A running drag. `update` is a pure function of the pointer and of the state in which the drag began. */
export type Drag = {
  update(pointer: Pointer): void;
  commit(): void;
  cancel(): void;
};

export type DragStart = {
  readonly cursor: string;
  /** called once the pointer has left the dead zone, with the pointer as it was pressed */
  begin(pressed: Pointer): Drag;
  /** the pointer was released without a drag */
  click?: (pressed: Pointer) => void;
};

/** Pixels of movement before a press is a drag: hands tremble. */
const DEAD_ZONE = 3;
/** CSS pixels scrolled per frame for each pixel the pointer is outside, and at most. */
const SCROLL_GAIN = 0.25;
const SCROLL_MAX = 40;

/** True while a drag runs: playback then does not scroll the timeline away under the pointer. */
export const useDragging = create<{ dragging: boolean }>(() => ({ dragging: false }));

type Modifiers = Pick<PointerEvent, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * Follows the pointer from its press until it is released (commit), Escape is pressed or the system takes the
 * pointer away (cancel). Scrolls while the pointer is held outside the lanes.
 */
export function runDrag(press: PointerEvent, surface: Surface, start: DragStart): void {
  const { element } = surface;
  let last = { clientX: press.clientX, clientY: press.clientY };
  let modifiers: Modifiers = press;
  let drag: Drag | null = null;
  let frame = 0;

  const pointer = (): Pointer => ({
    ...last,
    time: surface.time(last.clientX),
    row: surface.row(last.clientY),
    bypassSnap: modifiers.shiftKey,
    copy: modifiers.ctrlKey || modifiers.metaKey,
  });
  const pressed = pointer();

  const autoScroll = (): void => {
    const { x, y } = surface.overshoot(last.clientX, last.clientY);
    const speed = (distance: number): number =>
      Math.sign(distance) * Math.min(SCROLL_MAX, Math.abs(distance) * SCROLL_GAIN);
    if (x !== 0 || y !== 0) {
      surface.scroll(speed(x), speed(y));
      drag?.update(pointer());
    }
    frame = requestAnimationFrame(autoScroll);
  };

  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    last = { clientX: event.clientX, clientY: event.clientY };
    modifiers = event;
    if (!drag) {
      if (Math.hypot(last.clientX - press.clientX, last.clientY - press.clientY) < DEAD_ZONE) return;
      drag = start.begin(pressed);
      // Only now: a captured pointer's click and double click would miss what was pressed.
      element.setPointerCapture(press.pointerId);
      useDragging.setState({ dragging: true });
      element.style.cursor = start.cursor;
      frame = requestAnimationFrame(autoScroll);
    }
    drag.update(pointer());
  };

  const end = (how: 'commit' | 'cancel'): void => {
    listeners.abort();
    cancelAnimationFrame(frame);
    if (element.hasPointerCapture(press.pointerId)) element.releasePointerCapture(press.pointerId);
    element.style.cursor = '';
    useDragging.setState({ dragging: false });
    drag?.[how]();
  };

  const release = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    const clicked = drag === null;
    end('commit');
    if (clicked) start.click?.(pressed);
  };

  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      // The key ends this drag and does nothing else.
      event.preventDefault();
      event.stopPropagation();
      end('cancel');
      return;
    }
    modifiers = event;
    drag?.update(pointer());
  };

  const listeners = new AbortController();
  const { signal } = listeners;
  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', release, { signal });
  window.addEventListener('pointercancel', () => end('cancel'), { signal });
  element.addEventListener('lostpointercapture', () => end('cancel'), { signal });
  window.addEventListener('keydown', key, { signal, capture: true });
  window.addEventListener('keyup', key, { signal, capture: true });
  window.addEventListener('blur', () => end('cancel'), { signal });
}
