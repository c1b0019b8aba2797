import { changeTrack } from '../document/edits/tracks';
import type { ValueEdit } from '../ui/valueRange';
import { recordedEdit } from './automation-recorder';
import { editor } from './session';

const targets = { volumeDb: 'volume', pan: 'pan' } as const;

/**
 * How a fader or knob changes one number of a track: a drag is one undo step, key presses in a row are one. While
 * automation is written, its lane is what moves.
 */
export function trackValueEdit(trackId: string, key: 'volumeDb' | 'pan', label: string): ValueEdit {
  return recordedEdit(trackId, targets[key], {
    begin: () => {
      const gesture = editor.begin(label);
      return {
        preview: (value) => gesture.preview(changeTrack(gesture.base, trackId, { [key]: value })),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
    set: (value, how) =>
      editor.dispatch(
        label,
        changeTrack(editor.document, trackId, { [key]: value }),
        how === 'key' ? `${key} ${trackId}` : null,
      ),
  });
}
