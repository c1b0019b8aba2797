import type { TimeRange } from '../document/arranging';
import { byStart, clipEnd, clipsById, clipsOfTrack } from '../document/select';
import { editor, useView } from '../state/session';

/** The selected clips that exist: undo may have taken some away. */
export function selectedClipIds(): string[] {
  return [...useView.getState().selectedClipIds].filter((id) => editor.document.clips[id]);
}

/** Selects a stretch of time, or nothing. Clips and time are not selected at once: Delete must mean one of them. */
export function selectRange(range: TimeRange | null): void {
  useView.setState({ range, selectedClipIds: new Set() });
}

/** Selects exactly these clips; the track of the first becomes the selected one. */
export function selectClips(ids: Iterable<string>): void {
  const selected = new Set(ids);
  const [first] = selected;
  const trackId = first === undefined ? undefined : editor.document.clips[first]?.trackId;
  useView.setState(
    trackId === undefined
      ? { range: null, selectedClipIds: selected }
      : { range: null, selectedClipIds: selected, selectedTrackId: trackId },
  );
}

export function toggleClip(id: string): void {
  const selected = new Set(useView.getState().selectedClipIds);
  if (!selected.delete(id)) selected.add(id);
  useView.setState({ range: null, selectedClipIds: selected });
}

/** Ends the selection, of clips or of time. */
export function clearSelection(): void {
  const { selectedClipIds, range } = useView.getState();
  if (selectedClipIds.size > 0 || range) selectRange(null);
}

export function selectTrack(id: string): void {
  if (useView.getState().selectedTrackId !== id) useView.setState({ selectedTrackId: id });
}

export function selectAllClips(): void {
  selectClips(Object.keys(editor.document.clips));
}

export function invertSelection(): void {
  const selected = useView.getState().selectedClipIds;
  selectClips(Object.keys(editor.document.clips).filter((id) => !selected.has(id)));
}

/**
 * Selects what begins at the first selected clip or later, on the tracks of the selected clips; without a selection,
 * what begins at `time` or later on all tracks.
 */
export function selectForward(time: number): void {
  const chosen = clipsById(editor.document, selectedClipIds()).sort(byStart);
  const from = chosen[0]?.start ?? time;
  const tracks = new Set(chosen.map((clip) => clip.trackId));
  selectClips(
    Object.values(editor.document.clips)
      .filter((clip) => clip.start >= from && (chosen.length === 0 || tracks.has(clip.trackId)))
      .map((clip) => clip.id),
  );
}

/** As `selectForward`, for what ends by then. */
export function selectBackward(time: number): void {
  const chosen = clipsById(editor.document, selectedClipIds());
  const to = chosen.length > 0 ? Math.max(...chosen.map(clipEnd)) : time;
  const tracks = new Set(chosen.map((clip) => clip.trackId));
  selectClips(
    Object.values(editor.document.clips)
      .filter((clip) => clipEnd(clip) <= to && (chosen.length === 0 || tracks.has(clip.trackId)))
      .map((clip) => clip.id),
  );
}

export function selectClipsOfTrack(trackId: string): void {
  const ids = clipsOfTrack(editor.document, trackId).map((clip) => clip.id);
  useView.setState({ range: null, selectedClipIds: new Set(ids), selectedTrackId: trackId });
}
