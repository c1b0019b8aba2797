import type { ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../../document/operations';
import { editor } from '../../state/session';
import type { Drag, DragStart, Pointer } from './drag';

/**
 * A drag that is an edit of the document and nothing else: `edit` gets the document and the pointer as they were when
 * the drag began, and gives the operations for every place the pointer comes to.
 */
export function editDrag(
  label: string,
  cursor: string,
  edit: (base: ProjectDocument, pressed: Pointer) => (pointer: Pointer) => readonly Operation[],
): DragStart {
  return {
    cursor,
    begin: (pressed): Drag => {
      const gesture = editor.begin(label);
      const operations = edit(gesture.base, pressed);
      return {
        update: (pointer) => gesture.preview(operations(pointer)),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
  };
}
