import type { ProjectDocument } from '../../../preload/contract/document';
import { clampShift, copyClipsShifted, moveClips, takesClips, type Shift } from '../../document/edits/move';
import { addedClipIds } from '../../document/edits/changed';
import { newId } from '../../document/factory';
import type { Operation } from '../../document/operations';
import { followers } from '../../document/ripple';
import { clipsById, extent, trackIndex } from '../../document/select';
import { snapRange } from '../../document/snap';
import { editor, useView } from '../../state/session';
import { arranged } from '../arrange';
import { selectClips, selectTrack } from '../selection';
import { currentSnapTargets } from '../snapping';
import type { Drag, DragStart, Pointer } from './drag';

/** Place among the tracks that hold clips of the one at `index`; one that holds none counts as the one above it. */
export const clipRow = (document: ProjectDocument, index: number): number =>
  Math.max(0, document.tracks.slice(0, Math.max(0, index) + 1).filter(takesClips).length - 1);

/** The clips moved; with ripple what is behind them keeps its distance, on its own track. */
function moveWith(document: ProjectDocument, ids: readonly string[], shift: Shift): Operation[] {
  const { ripple } = useView.getState();
  const all = followers(document, ids, ripple);
  const { time, rows } = clampShift(document, clipsById(document, ids), shift);
  const chosen = new Set(ids);
  return [
    ...moveClips(document, ids, { time, rows }),
    ...moveClips(
      document,
      all.filter((id) => !chosen.has(id)),
      { time, rows: 0 },
    ),
  ];
}

/** Drags clips in time and across tracks; with the copy key held, copies of them. */
export function moveGesture(ids: readonly string[], grabbedId: string): Omit<DragStart, 'click'> {
  return {
    cursor: 'grabbing',
    begin: (pressed): Drag => {
      const label = (verb: 'Move' | 'Copy'): string => `${verb} ${ids.length === 1 ? 'clip' : 'clips'}`;
      const gesture = editor.begin(label('Move'));
      const { base } = gesture;
      const moving = followers(base, ids, useView.getState().ripple);
      const targets = currentSnapTargets({ exceptClips: new Set(moving) });
      const grabbed = base.clips[grabbedId];
      const grabbedRow = clipRow(base, grabbed ? trackIndex(base, grabbed.trackId) : pressed.row);
      // The grabbed clip snaps; the others keep their distance to it.
      const range = extent(base, [grabbedId]) ?? { start: 0, end: 0 };
      const copies = new Map(ids.map((id) => [id, newId()]));
      let copying = false;

      const shiftOf = (pointer: Pointer): Shift => ({
        time: snapRange(range, pointer.time - pressed.time, pointer.bypassSnap ? null : targets),
        rows: clipRow(base, pointer.row) - grabbedRow,
      });

      return {
        update: (pointer) => {
          const shift = shiftOf(pointer);
          const operations = pointer.copy
            ? copyClipsShifted(base, ids, shift, (id) => copies.get(id) ?? newId())
            : moveWith(base, ids, shift);
          gesture.preview(arranged(base, operations));
          if (pointer.copy !== copying) selectClips(pointer.copy ? addedClipIds(operations) : ids);
          copying = pointer.copy;
        },
        commit: () => {
          gesture.commit(label(copying ? 'Copy' : 'Move'));
          // One goes on where the hand is.
          const held = editor.document.clips[(copying ? copies.get(grabbedId) : null) ?? grabbedId];
          if (held) selectTrack(held.trackId);
        },
        cancel: () => {
          gesture.cancel();
          selectClips(ids);
        },
      };
    },
  };
}
