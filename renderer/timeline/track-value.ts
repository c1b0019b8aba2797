import { GAIN_MAX_DB, GAIN_MIN_DB } from '../../preload/contract/document';
import { changeTrack } from '../document/edits/tracks';
import { editor } from '../state/session';
import type { ValueEdit, ValueRange } from '../ui/valueRange';

export const volumeRange: ValueRange = {
  min: GAIN_MIN_DB,
  max: GAIN_MAX_DB,
  default: 0,
  scale: 'fader',
  decimals: 1,
  unit: 'dB',
};
export const panRange: ValueRange = {
  min: -1,
  max: 1,
  default: 0,
  scale: 'linear',
  decimals: 2,
  unit: 'pan',
};

/** How a fader or knob changes one number of a track: a drag is one undo step, key presses in a row are one. */
export function trackValueEdit(trackId: string, key: 'volumeDb' | 'pan', label: string): ValueEdit {
  return {
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
  };
}
