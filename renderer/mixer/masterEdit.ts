import type { Operation } from '../document/operations';
import { recordedEdit } from '../state/automation-recorder';
import { editor } from '../state/session';

const set = (volumeDb: number): Operation[] => [{ type: 'master.set', changes: { volumeDb } }];

/** The master's fader: a drag is one undo step, key presses in a row are one. */
export const masterVolumeEdit = recordedEdit('master', 'volume', {
  begin: () => {
    const gesture = editor.begin('Master volume');
    return {
      preview: (value) => gesture.preview(set(value)),
      commit: () => gesture.commit(),
      cancel: () => gesture.cancel(),
    };
  },
  set: (value, how) => editor.dispatch('Master volume', set(value), how === 'key' ? 'master volume' : null),
});
