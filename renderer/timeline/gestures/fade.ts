import { bendFades, setFadeLength, type FadeSide } from '../../document/edits/fade';
import { clipEnd } from '../../document/select';
import { snapTime } from '../../document/snap';
import { currentSnapTargets } from '../snapping';
import type { DragStart } from './drag';
import { editDrag } from './edit-drag';

/** Drags a fade's handle; all selected clips get the same length. */
export function fadeGesture(ids: readonly string[], grabbedId: string, side: FadeSide): DragStart {
  return editDrag(side === 'fadeIn' ? 'Fade in' : 'Fade out', 'ew-resize', (base, pressed) => {
    const clip = base.clips[grabbedId];
    const targets = currentSnapTargets();
    return (pointer) => {
      if (!clip) return [];
      const edge = side === 'fadeIn' ? clip.start : clipEnd(clip);
      const inward = side === 'fadeIn' ? 1 : -1;
      const at = edge + inward * clip[side].length + pointer.time - pressed.time;
      const snapped = snapTime(at, pointer.bypassSnap ? null : targets);
      return setFadeLength(base, ids, side, inward * (snapped - edge));
    };
  });
}

/** Pixels that take a fade from straight to fully bent. */
const BEND_PIXELS = 60;

/** Drags the dot on a fade's curve: up bends it up, towards a longer full sound. */
export function bendGesture(ids: readonly string[], side: FadeSide): DragStart {
  return editDrag(
    'Bend fade',
    'ns-resize',
    (base, pressed) => (pointer) =>
      bendFades(base, ids, side, (pressed.clientY - pointer.clientY) / BEND_PIXELS),
  );
}
