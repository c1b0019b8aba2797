import type { ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../../document/operations';
import { sourceLengthOf } from '../../document/parts';
import { rippleTrim } from '../../document/ripple';
import { clipEnd } from '../../document/select';
import { snapTime } from '../../document/snap';
import { editor, useView } from '../../state/session';
import { arranged } from '../arrange';
import { currentSnapTargets } from '../snapping';
import { zeroCrossingNear } from '../zero-crossing';
import type { Drag, DragStart } from './drag';

/**
 * Drags the left or right edge of clips; the edge that is held snaps, also to the end of its own sound, past which the
 * clip loops. The others go along.
 */
export function trimGesture(ids: readonly string[], grabbedId: string, edge: 'start' | 'end'): DragStart {
  return {
    cursor: 'ew-resize',
    begin: (pressed): Drag => {
      const gesture = editor.begin(edge === 'start' ? 'Trim clip start' : 'Trim clip end');
      const { base } = gesture;
      const grabbed = base.clips[grabbedId];
      const { ripple, snapToZero } = useView.getState();
      const targets = currentSnapTargets({
        exceptClips: new Set(ids),
        more: soundEnds(base, grabbedId, edge),
      });
      const from = grabbed ? (edge === 'start' ? grabbed.start : clipEnd(grabbed)) : pressed.time;
      const trim = (at: number): Operation[] =>
        arranged(base, rippleTrim(base, ids, edge, at - from, ripple));
      let last = from;
      return {
        update: (pointer) => {
          last = snapTime(from + pointer.time - pressed.time, pointer.bypassSnap ? null : targets);
          gesture.preview(trim(last));
        },
        commit: () => {
          if (!snapToZero || !grabbed || last === from) {
            gesture.commit();
            return;
          }
          // The samples may have to be fetched first. What happens meanwhile commits the trim as it stands.
          void zeroCrossingNear(grabbed, last).then((zero) => {
            gesture.preview(trim(zero));
            gesture.commit();
          });
        },
        cancel: () => gesture.cancel(),
      };
    },
  };
}

/** The times at which the clip's edge meets the end (or the beginning) of its sound. */
function soundEnds(document: ProjectDocument, clipId: string, edge: 'start' | 'end'): number[] {
  const clip = document.clips[clipId];
  if (!clip) return [];
  if (edge === 'start') return clip.loop ? [] : [Math.max(0, clip.start - clip.offset)];
  if (!clip.loop) return [clip.start + sourceLengthOf(document, clip) - clip.offset];
  const first = clip.start + clip.loop.start + clip.loop.length - clip.offset;
  const rounds = Math.max(0, Math.round((clipEnd(clip) - first) / clip.loop.length));
  return [-1, 0, 1].map((by) => first + (rounds + by) * (clip.loop?.length ?? 0));
}
