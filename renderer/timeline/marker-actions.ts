import { create } from 'zustand';
import type { Marker } from '../../preload/contract/document';
import { player } from '../audio/player';
import { newId } from '../document/factory';
import { setLoopRegion } from '../document/edits/loop-region';
import { addMarker, markerById, moveMarker, nextMarkerTime, removeMarker } from '../document/edits/markers';
import { adaptiveGrid } from '../document/grid';
import { extent } from '../document/select';
import { editor, useView } from '../state/session';
import { startRename } from './renaming';
import { selectedClipIds } from './selection';
import { playheadSamples } from './snapping';
import { reveal, zoomToSamples } from './viewport';

/** Adds a marker and opens its name for typing, unless it plays: then the hands are busy listening. */
function add(label: string, at: number, length: number): void {
  const id = newId();
  editor.dispatch(label, addMarker(editor.document, at, length, id));
  if (!player.playing) startRename(id);
}

export const addMarkerAtPlayhead = (): void => add('Add marker', playheadSamples(), 0);

/** What a region is made from: the time selection, the selected clips, or the loop. */
function regionPlace(): { start: number; end: number } | null {
  const { range } = useView.getState();
  const { loop } = editor.document;
  const clips = extent(editor.document, selectedClipIds());
  return range ?? clips ?? (loop.end > loop.start ? loop : null);
}

export const canAddRegion = (): boolean => regionPlace() !== null;

export function addRegion(): void {
  const place = regionPlace();
  if (place) add('Add region', place.start, place.end - place.start);
}

export const hasMarkers = (): boolean => editor.document.markers.length > 0;

/** Puts the playhead on the next or the previous marker, or edge of a region. */
export function goToMarker(direction: 1 | -1): void {
  const time = nextMarkerTime(editor.document, playheadSamples(), direction);
  if (time === null) return;
  player.seek(time / editor.document.sampleRate);
  reveal(time);
}

/** The marker that commands mean: the one whose flag has the focus, or whose menu is open. */
export const useCurrentMarker = create<{ id: string | null }>(() => ({ id: null }));

export const currentMarker = (): Marker | null => {
  const { id } = useCurrentMarker.getState();
  return id === null ? null : markerById(editor.document, id);
};
export const hasMarker = (): boolean => currentMarker() !== null;
export const hasRegion = (): boolean => (currentMarker()?.length ?? 0) > 0;

/** Runs with the current marker, if there is one. */
function withMarker(work: (marker: Marker) => void): void {
  const marker = currentMarker();
  if (marker) work(marker);
}

export const renameCurrentMarker = (): void => withMarker(({ id }) => startRename(id));

export const deleteCurrentMarker = (): void =>
  withMarker(({ id }) => editor.dispatch('Delete marker', removeMarker(editor.document, id)));

export const loopCurrentRegion = (): void =>
  withMarker(({ at, length }) => {
    if (length > 0) editor.dispatch('Loop region', setLoopRegion(editor.document, at, at + length));
  });

export const zoomToCurrentRegion = (): void =>
  withMarker(({ at, length }) => {
    if (length > 0) zoomToSamples(at, at + length);
  });

/** Moves the current marker by a grid step. Key presses in a row are one undo step. */
export const nudgeCurrentMarker = (direction: 1 | -1): void =>
  withMarker(({ id }) => {
    const { document } = editor;
    const grid = adaptiveGrid(useView.getState().gridUnit, useView.getState().pixelsPerSecond, document);
    const by = Math.round(direction * grid.step * document.sampleRate);
    editor.dispatch('Move marker', moveMarker(document, id, by), `marker ${id}`);
  });

export const goToCurrentMarker = (): void =>
  withMarker(({ at }) => player.seek(at / editor.document.sampleRate));
