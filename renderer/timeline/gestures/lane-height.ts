import { changeTrack } from '../../document/edits/tracks';
import { trackById } from '../../document/select';
import { editor } from '../../state/session';
import type { Drag, DragStart } from './drag';

export const LANE_MIN = 32;
export const LANE_MAX = 400;

/** Drags the lower edge of a track's row; with Ctrl, all rows get that height. */
export function laneHeightGesture(trackId: string): DragStart {
  return {
    cursor: 'ns-resize',
    begin: (pressed): Drag => {
      const gesture = editor.begin('Track height');
      const { base } = gesture;
      const from = trackById(base, trackId)?.height ?? LANE_MIN;
      return {
        update: (pointer) => {
          const wanted = Math.round(from + pointer.clientY - pressed.clientY);
          const height = Math.min(LANE_MAX, Math.max(LANE_MIN, wanted));
          const ids = pointer.copy ? base.tracks.map((track) => track.id) : [trackId];
          gesture.preview(ids.flatMap((id) => changeTrack(base, id, { height })));
        },
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
  };
}
