import { changeGain } from '../../document/edits/gain';
import { editor } from '../../state/session';
import type { Drag, DragStart } from './drag';

/** dB for one pixel; with Shift a fifth of it. */
const DB_PER_PIXEL = 0.15;

/** Drags the clips' gain up and down; their differences stay. */
export function gainGesture(ids: readonly string[]): DragStart {
  return {
    cursor: 'ns-resize',
    begin: (pressed): Drag => {
      const gesture = editor.begin('Clip gain');
      return {
        update: (pointer) => {
          const up = pressed.clientY - pointer.clientY;
          const fine = pointer.bypassSnap ? 0.2 : 1;
          gesture.preview(changeGain(gesture.base, ids, up * DB_PER_PIXEL * fine));
        },
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
  };
}
