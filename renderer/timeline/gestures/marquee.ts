import { create } from 'zustand';
import type { ProjectDocument } from '../../../preload/contract/document';
import { clipEnd, clipsOfTrack } from '../../document/select';
import { editor, useView } from '../../state/session';
import type { Surface } from '../surface';
import type { Drag, DragStart, Pointer } from './drag';

/** The rectangle being drawn: times in samples, heights in CSS pixels from the first row's top. */
export type MarqueeBox = { start: number; end: number; top: number; bottom: number };
export const useMarquee = create<{ box: MarqueeBox | null }>(() => ({ box: null }));

/** The clips that lie in [start, end) on rows `first` to `last`, both included. */
export function clipsWithin(
  document: ProjectDocument,
  area: { start: number; end: number; first: number; last: number },
): string[] {
  return document.tracks.slice(Math.max(0, area.first), area.last + 1).flatMap((track) =>
    clipsOfTrack(document, track.id)
      .filter((clip) => clip.start < area.end && clipEnd(clip) > area.start)
      .map((clip) => clip.id),
  );
}

/** Draws a rectangle and selects what it touches; with the copy key, adds to what was selected. */
export function marqueeGesture(surface: Surface, click: (pressed: Pointer) => void): DragStart {
  return {
    cursor: 'crosshair',
    click,
    begin: (pressed): Drag => {
      const { selectedClipIds: before, range } = useView.getState();
      const kept = pressed.copy || pressed.bypassSnap ? before : new Set<string>();
      // In rows and times, so that the rectangle keeps its beginning while the timeline scrolls under it.
      const top = surface.y(pressed.clientY);
      return {
        update: (pointer) => {
          const y = surface.y(pointer.clientY);
          const box = {
            start: Math.min(pressed.time, pointer.time),
            end: Math.max(pressed.time, pointer.time),
            top: Math.min(top, y),
            bottom: Math.max(top, y),
          };
          const first = Math.min(pressed.row, pointer.row);
          const last = Math.max(pressed.row, pointer.row);
          useMarquee.setState({ box });
          useView.setState({
            range: null,
            selectedClipIds: new Set([...kept, ...clipsWithin(editor.document, { ...box, first, last })]),
          });
        },
        commit: () => useMarquee.setState({ box: null }),
        cancel: () => {
          useMarquee.setState({ box: null });
          useView.setState({ selectedClipIds: before, range });
        },
      };
    },
  };
}
