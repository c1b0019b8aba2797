import type { Surface } from './surface';
import { scrollByPixels, zoomBy } from './viewport';

/** Pixels of one line, for wheels that count in lines. */
const LINE = 32;
/** Wheel pixels that halve or double the zoom. */
const ZOOM_PIXELS = 240;

/**
 * Ctrl or Cmd (and a trackpad's pinch, which reports Ctrl): zoom at the pointer. Shift, or a sideways swipe: scroll
 * in time. Otherwise the rows scroll by themselves.
 */
export function wheelTimeline(event: WheelEvent, surface: Surface): void {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
  const dx = event.deltaX * unit;
  const dy = event.deltaY * unit;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    zoomBy(2 ** (-dy / ZOOM_PIXELS), surface.x(event.clientX));
  } else if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) {
    event.preventDefault();
    scrollByPixels(Math.abs(dx) > Math.abs(dy) ? dx : dy);
  }
}
