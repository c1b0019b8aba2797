import { editor } from '../state/session';
import { rowsOf, trackIndexAt } from './rows';
import { scrollByPixels, timeAtPixel } from './viewport';

/**
 * The area that gestures happen on: pointer positions of the window as times and rows. It stays captured by a
 * gesture while the clips under the pointer come and go.
 */
export type Surface = {
  /** captures the pointer and carries the cursor */
  readonly element: HTMLElement;
  /** distance from the lanes' left edge, CSS pixels */
  x(clientX: number): number;
  /** distance from the first row's top, CSS pixels, scrolled rows included */
  y(clientY: number): number;
  /** samples; before the project's start it is 0 */
  time(clientX: number): number;
  /** position among the document's tracks, an automation lane counting as its track */
  row(clientY: number): number;
  /** how far the pointer is outside the lanes, per axis, 0 inside */
  overshoot(clientX: number, clientY: number): { x: number; y: number };
  scroll(dx: number, dy: number): void;
};

/** `lanes` is the visible box of the lanes, `scroller` scrolls the rows. */
export function surfaceOf(lanes: HTMLElement, scroller: HTMLElement): Surface {
  const beyond = (value: number, low: number, high: number): number =>
    value < low ? value - low : value > high ? value - high : 0;
  const surface: Surface = {
    element: scroller,
    x: (clientX) => clientX - lanes.getBoundingClientRect().left,
    y: (clientY) => clientY - scroller.getBoundingClientRect().top + scroller.scrollTop,
    time: (clientX) => timeAtPixel(surface.x(clientX)),
    row: (clientY) => trackIndexAt(rowsOf(editor.document), editor.document.tracks, surface.y(clientY)),
    overshoot: (clientX, clientY) => {
      const box = lanes.getBoundingClientRect();
      return {
        x: beyond(clientX, box.left + 12, box.right - 12),
        y: beyond(clientY, box.top + 4, box.bottom - 4),
      };
    },
    scroll: (dx, dy) => {
      if (dx !== 0) scrollByPixels(dx);
      if (dy !== 0) scroller.scrollTop += dy;
    },
  };
  return surface;
}
