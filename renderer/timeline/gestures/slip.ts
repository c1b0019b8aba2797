import { slipClips } from '../../document/edits/slip';
import type { DragStart } from './drag';
import { editDrag } from './edit-drag';

/** Moves the sound inside clips that stay where they are. It follows the pointer freely: there is no grid in a sound. */
export function slipGesture(ids: readonly string[]): DragStart {
  return editDrag(
    'Slip',
    'grabbing',
    (base, pressed) => (pointer) => slipClips(base, ids, pointer.time - pressed.time),
  );
}
