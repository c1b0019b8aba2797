import { moveLoopEdge, moveLoopRegion, setLoopRegion } from '../../document/edits/loop-region';
import type { Operation } from '../../document/operations';
import { snapRange, snapTime } from '../../document/snap';
import { editor } from '../../state/session';
import { currentSnapTargets } from '../snapping';
import type { Drag, DragStart, Pointer } from './drag';

type Snap = (time: number, pointer: Pointer) => number;

function loopDrag(
  cursor: string,
  label: string,
  edit: (pressed: Pointer, snap: Snap) => (pointer: Pointer) => Operation[],
) {
  return {
    cursor,
    begin: (pressed: Pointer): Drag => {
      const gesture = editor.begin(label);
      const targets = currentSnapTargets();
      const operations = edit(pressed, (time, pointer) =>
        snapTime(time, pointer.bypassSnap ? null : targets),
      );
      return {
        update: (pointer) => gesture.preview(operations(pointer)),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
  } satisfies DragStart;
}

/** Draws a new loop region from where the pointer was pressed. */
export function drawLoopGesture(click: (pressed: Pointer) => void): DragStart {
  const { document } = editor;
  const drawn = loopDrag('col-resize', 'Set loop region', (pressed, snap) => {
    const from = snap(pressed.time, pressed);
    return (pointer) => setLoopRegion(document, from, snap(pointer.time, pointer));
  });
  return { ...drawn, click };
}

export function loopEdgeGesture(edge: 'start' | 'end'): DragStart {
  const { document } = editor;
  return loopDrag('ew-resize', 'Move loop edge', (pressed, snap) => {
    const grip = document.loop[edge] - pressed.time;
    return (pointer) => moveLoopEdge(document, edge, snap(pointer.time + grip, pointer));
  });
}

export function moveLoopGesture(click: (pressed: Pointer) => void): DragStart {
  const { document } = editor;
  const moved = loopDrag('grabbing', 'Move loop region', (pressed) => {
    // Its own edges would hold it where it is.
    const targets = currentSnapTargets();
    const own = new Set([document.loop.start, document.loop.end]);
    const others = targets && { ...targets, points: targets.points.filter((point) => !own.has(point)) };
    return (pointer) =>
      moveLoopRegion(
        document,
        snapRange(document.loop, pointer.time - pressed.time, pointer.bypassSnap ? null : others),
      );
  });
  return { ...moved, click };
}
