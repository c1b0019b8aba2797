import { markerById, moveMarker, moveRegionEdge } from '../../document/edits/markers';
import { snapRange, snapTime } from '../../document/snap';
import { currentSnapTargets } from '../snapping';
import type { DragStart, Pointer } from './drag';
import { editDrag } from './edit-drag';

/** Drags a marker, or a region as a whole. */
export function moveMarkerGesture(id: string, click?: (pressed: Pointer) => void): DragStart {
  const drag = editDrag('Move marker', 'grabbing', (base, pressed) => {
    const targets = currentSnapTargets({ exceptMarker: id });
    const marker = markerById(base, id);
    const range = { start: marker?.at ?? 0, end: (marker?.at ?? 0) + (marker?.length ?? 0) };
    return (pointer) =>
      moveMarker(
        base,
        id,
        snapRange(range, pointer.time - pressed.time, pointer.bypassSnap ? null : targets),
      );
  });
  return click ? { ...drag, click } : drag;
}

/** Drags an edge of a region. */
export function regionEdgeGesture(id: string, edge: 'start' | 'end'): DragStart {
  return editDrag('Move region edge', 'ew-resize', (base, pressed) => {
    const targets = currentSnapTargets({ exceptMarker: id });
    const marker = markerById(base, id);
    const from = (marker?.at ?? 0) + (edge === 'end' ? (marker?.length ?? 0) : 0);
    return (pointer) => {
      const at = from + pointer.time - pressed.time;
      return moveRegionEdge(base, id, edge, snapTime(at, pointer.bypassSnap ? null : targets));
    };
  });
}
