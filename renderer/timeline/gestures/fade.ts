import { setFadeLength, type FadeSide } from '../../document/edits/fade';
import { clipEnd } from '../../document/select';
import { snapTime } from '../../document/snap';
import { editor } from '../../state/session';
import { currentSnapTargets } from '../snapping';
import type { Drag, DragStart } from './drag';

/** Drags a fade's handle; all selected clips get the same length. */
export function fadeGesture(ids: readonly string[], grabbedId: string, side: FadeSide): DragStart {
  return {
    cursor: 'ew-resize',
    begin: (pressed): Drag => {
      const gesture = editor.begin(side === 'fadeIn' ? 'Fade in' : 'Fade out');
      const { base } = gesture;
      const clip = base.clips[grabbedId];
      const targets = currentSnapTargets();
      return {
        update: (pointer) => {
          if (!clip) return;
          const edge = side === 'fadeIn' ? clip.start : clipEnd(clip);
          const inward = side === 'fadeIn' ? 1 : -1;
          const at = edge + inward * clip[side].length + pointer.time - pressed.time;
          const snapped = snapTime(at, pointer.bypassSnap ? null : targets);
          gesture.preview(setFadeLength(base, ids, side, inward * (snapped - edge)));
        },
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
  };
}
