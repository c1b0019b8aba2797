import { GAIN_MAX_DB, GAIN_MIN_DB } from '../../preload/contract/document';
import type { Operation } from '../document/operations';
import { editor } from '../state/session';
import type { ValueEdit, ValueRange } from '../ui/valueRange';

export const masterRange: ValueRange = {
  min: GAIN_MIN_DB,
  max: GAIN_MAX_DB,
  default: 0,
  scale: 'fader',
  decimals: 1,
  unit: 'dB',
};

const set = (volumeDb: number): Operation[] => [{ type: 'master.set', changes: { volumeDb } }];

export const masterVolumeEdit: ValueEdit = {
  begin: () => {
    const gesture = editor.begin('Master volume');
    return {
      preview: (value) => gesture.preview(set(value)),
      commit: () => gesture.commit(),
      cancel: () => gesture.cancel(),
    };
  },
  set: (value, how) => editor.dispatch('Master volume', set(value), how === 'key' ? 'master volume' : null),
};
