import { create } from 'zustand';
import { moveTrack } from '../../document/edits/tracks';
import { trackIndex } from '../../document/select';
import { editor } from '../../state/session';
import { rowsOf } from '../rows';
import type { Surface } from '../surface';
import type { Drag, DragStart } from './drag';

/** Gap between rows where the dragged track would go, 0 above the first; null when nothing is dragged. */
export const useTrackDrop = create<{ gap: number | null }>(() => ({ gap: null }));

/** Drags a track to another place. The order changes on release: rows that jump under the pointer are hard to aim at. */
export function trackOrderGesture(trackId: string, surface: Surface, click: () => void): DragStart {
  return {
    cursor: 'grabbing',
    click,
    begin: (): Drag => {
      let gap: number | null = null;
      return {
        update: (pointer) => {
          const y = surface.y(pointer.clientY);
          const rows = rowsOf(editor.document.tracks).list;
          const below = rows.findIndex((row) => y < row.top + row.height / 2);
          gap = below === -1 ? rows.length : below;
          useTrackDrop.setState({ gap });
        },
        commit: () => {
          useTrackDrop.setState({ gap: null });
          if (gap === null) return;
          const from = trackIndex(editor.document, trackId);
          editor.dispatch('Reorder tracks', moveTrack(editor.document, trackId, gap > from ? gap - 1 : gap));
        },
        cancel: () => useTrackDrop.setState({ gap: null }),
      };
    },
  };
}
