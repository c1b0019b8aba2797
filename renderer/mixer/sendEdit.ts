import { changeSend } from '../document/edits/routing';
import { recordedEdit } from '../state/automation-recorder';
import { editor } from '../state/session';
import type { ValueEdit } from '../ui/valueRange';

/** How a send's level changes: a drag is one undo step, key presses in a row are one. */
export const sendLevelEdit = (trackId: string, sendId: string): ValueEdit =>
  recordedEdit(trackId, `send:${sendId}`, {
    begin: () => {
      const gesture = editor.begin('Send level');
      return {
        preview: (levelDb) => gesture.preview(changeSend(gesture.base, trackId, sendId, { levelDb })),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
    set: (levelDb, how) =>
      editor.dispatch(
        'Send level',
        changeSend(editor.document, trackId, sendId, { levelDb }),
        how === 'key' ? `send ${sendId}` : null,
      ),
  });
