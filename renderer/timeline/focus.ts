import { editor } from '../state/session';
import { layOutNow } from './lane-frame';
import { rowOfTrack, rowsOf } from './rows';
import { useViewport } from './viewport';

/** Scrolls the rows just far enough that the track is seen whole. */
export function revealTrack(trackId: string): void {
  const row = rowOfTrack(rowsOf(editor.document), trackId);
  const scroller = document.getElementById('timeline-lanes');
  if (!row || !scroller) return;
  const { height } = useViewport.getState();
  if (row.top < scroller.scrollTop) scroller.scrollTop = row.top;
  else if (row.top + row.height > scroller.scrollTop + height) {
    scroller.scrollTop = row.top + row.height - height;
  }
}

/** Gives the focus to an element of the timeline once it is there: rows and clips out of sight are not mounted. */
function focusWhenThere(selector: string, tries = 4): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusWhenThere(selector, tries - 1));
}

/** Whether the focus is the timeline's to move: not while something else is typed in or adjusted. */
const isOurs = (): boolean => {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.closest('[aria-label="Timeline"]') !== null;
};

/** The focus goes where the keyboard has gone, so that a screen reader says it. */
export function focusTrack(trackId: string): void {
  revealTrack(trackId);
  if (isOurs()) focusWhenThere(`[data-track="${CSS.escape(trackId)}"]`);
}

export function focusClip(clipId: string): void {
  const clip = editor.document.clips[clipId];
  if (!clip) return;
  revealTrack(clip.trackId);
  layOutNow();
  if (isOurs()) focusWhenThere(`[data-clip="${CSS.escape(clipId)}"]`);
}
