import type { TimeRange } from '../../document/arranging';
import { clipTracks, takesClips } from '../../document/edits/move';
import { snapTime } from '../../document/snap';
import { editor, useView } from '../../state/session';
import { selectRange } from '../selection';
import { currentSnapTargets } from '../snapping';
import type { Drag, DragStart, Pointer } from './drag';

/** The tracks that hold clips between two positions among the document's tracks, whichever comes first. */
function tracksBetween(a: number, b: number): string[] {
  const first = Math.max(0, Math.min(a, b));
  return editor.document.tracks
    .slice(first, Math.max(a, b) + 1)
    .filter(takesClips)
    .map(({ id }) => id);
}

/**
 * Draws a time selection: over the tracks from the press to the pointer, or from the ruler over all of them. Shift
 * begins it on the ruler, so there it does not switch snapping off.
 */
export function rangeGesture(where: 'lanes' | 'ruler', click?: (pressed: Pointer) => void): DragStart {
  return {
    cursor: 'text',
    ...(click && { click }),
    begin: (pressed): Drag => {
      const before = useView.getState();
      const targets = currentSnapTargets();
      const snapped = (pointer: Pointer): number =>
        snapTime(pointer.time, pointer.bypassSnap && where === 'lanes' ? null : targets);
      const from = snapped(pressed);
      return {
        update: (pointer) => {
          const to = snapped(pointer);
          const trackIds =
            where === 'ruler'
              ? clipTracks(editor.document).map(({ id }) => id)
              : tracksBetween(pressed.row, pointer.row);
          const range: TimeRange = { start: Math.min(from, to), end: Math.max(from, to), trackIds };
          selectRange(range.end > range.start && trackIds.length > 0 ? range : null);
        },
        commit: () => undefined,
        cancel: () => useView.setState({ range: before.range, selectedClipIds: before.selectedClipIds }),
      };
    },
  };
}

/** Drags one edge of the time selection; drawn past the other, they change places. */
export function rangeEdgeGesture(edge: 'start' | 'end'): DragStart {
  return {
    cursor: 'ew-resize',
    begin: (pressed): Drag => {
      const { range } = useView.getState();
      const targets = currentSnapTargets();
      return {
        update: (pointer) => {
          if (!range) return;
          const at = snapTime(range[edge] + pointer.time - pressed.time, pointer.bypassSnap ? null : targets);
          const other = edge === 'start' ? range.end : range.start;
          const [start, end] = [Math.max(0, Math.min(at, other)), Math.max(at, other)];
          if (end > start) selectRange({ ...range, start, end });
        },
        commit: () => undefined,
        cancel: () => useView.setState({ range }),
      };
    },
  };
}
