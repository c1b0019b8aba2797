import { copyClipsShifted, moveClips, type Shift } from '../../document/edits/move';
import { addedClipIds } from '../../document/edits/changed';
import { newId } from '../../document/factory';
import { extent, trackIndex } from '../../document/select';
import { snapRange } from '../../document/snap';
import { editor } from '../../state/session';
import { selectClips } from '../selection';
import { currentSnapTargets } from '../snapping';
import type { Drag, DragStart, Pointer } from './drag';

/** Drags clips in time and across tracks; with the copy key held, copies of them. */
export function moveGesture(ids: readonly string[], grabbedId: string): Omit<DragStart, 'click'> {
  return {
    cursor: 'grabbing',
    begin: (pressed): Drag => {
      const gesture = editor.begin(ids.length === 1 ? 'Move clip' : 'Move clips');
      const { base } = gesture;
      const targets = currentSnapTargets({ exceptClips: new Set(ids) });
      const grabbed = base.clips[grabbedId];
      const grabbedRow = grabbed ? trackIndex(base, grabbed.trackId) : pressed.row;
      // The grabbed clip snaps; the others keep their distance to it.
      const range = extent(base, [grabbedId]) ?? { start: 0, end: 0 };
      const copies = new Map(ids.map((id) => [id, newId()]));
      let copying = false;

      const shiftOf = (pointer: Pointer): Shift => ({
        time: snapRange(range, pointer.time - pressed.time, pointer.bypassSnap ? null : targets),
        rows: Math.max(0, Math.min(pointer.row, base.tracks.length - 1)) - grabbedRow,
      });

      return {
        update: (pointer) => {
          const shift = shiftOf(pointer);
          const operations = pointer.copy
            ? copyClipsShifted(base, ids, shift, (id) => copies.get(id) ?? newId())
            : moveClips(base, ids, shift);
          gesture.preview(operations);
          if (pointer.copy !== copying) selectClips(pointer.copy ? addedClipIds(operations) : ids);
          copying = pointer.copy;
        },
        commit: () => gesture.commit(),
        cancel: () => {
          gesture.cancel();
          selectClips(ids);
        },
      };
    },
  };
}
