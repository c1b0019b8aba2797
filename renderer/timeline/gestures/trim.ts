import { trimEnd, trimStart } from '../../document/edits/trim';
import { clipEnd } from '../../document/select';
import { snapTime } from '../../document/snap';
import { editor } from '../../state/session';
import { currentSnapTargets } from '../snapping';
import type { Drag, DragStart } from './drag';

/** Drags the left or right edge of clips; the edge that is held snaps, the others go along. */
export function trimGesture(ids: readonly string[], grabbedId: string, edge: 'start' | 'end'): DragStart {
  return {
    cursor: 'ew-resize',
    begin: (pressed): Drag => {
      const gesture = editor.begin(edge === 'start' ? 'Trim clip start' : 'Trim clip end');
      const { base } = gesture;
      const targets = currentSnapTargets({ exceptClips: new Set(ids) });
      const grabbed = base.clips[grabbedId];
      const from = grabbed ? (edge === 'start' ? grabbed.start : clipEnd(grabbed)) : pressed.time;
      const trim = edge === 'start' ? trimStart : trimEnd;
      return {
        update: (pointer) => {
          const at = from + pointer.time - pressed.time;
          gesture.preview(trim(base, ids, snapTime(at, pointer.bypassSnap ? null : targets) - from));
        },
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
  };
}
