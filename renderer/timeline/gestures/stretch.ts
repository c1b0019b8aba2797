import { stretchEdge } from '../../document/edits/source';
import { clipEnd } from '../../document/select';
import { snapTime } from '../../document/snap';
import { arranged } from '../arrange';
import { currentSnapTargets } from '../snapping';
import type { DragStart } from './drag';
import { editDrag } from './edit-drag';

/** Drags an edge and stretches the sound with it, its pitch unchanged; the edge that is held snaps. */
export function stretchGesture(ids: readonly string[], grabbedId: string, edge: 'start' | 'end'): DragStart {
  return editDrag('Stretch', 'ew-resize', (base, pressed) => {
    const targets = currentSnapTargets({ exceptClips: new Set(ids) });
    const grabbed = base.clips[grabbedId];
    const from = grabbed ? (edge === 'start' ? grabbed.start : clipEnd(grabbed)) : pressed.time;
    return (pointer) => {
      const at = snapTime(from + pointer.time - pressed.time, pointer.bypassSnap ? null : targets);
      return arranged(base, stretchEdge(base, ids, edge, at - from));
    };
  });
}
