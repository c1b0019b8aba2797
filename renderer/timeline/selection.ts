import { clipsOfTrack } from '../document/select';
import { editor, useView } from '../state/session';

/** The selected clips that exist: undo may have taken some away. */
export function selectedClipIds(): string[] {
  return [...useView.getState().selectedClipIds].filter((id) => editor.document.clips[id]);
}

/** Selects exactly these clips; the track of the first becomes the selected one. */
export function selectClips(ids: Iterable<string>): void {
  const selected = new Set(ids);
  const [first] = selected;
  const trackId = first === undefined ? undefined : editor.document.clips[first]?.trackId;
  useView.setState(
    trackId === undefined
      ? { selectedClipIds: selected }
      : { selectedClipIds: selected, selectedTrackId: trackId },
  );
}

export function toggleClip(id: string): void {
  const selected = new Set(useView.getState().selectedClipIds);
  if (!selected.delete(id)) selected.add(id);
  useView.setState({ selectedClipIds: selected });
}

export function clearClipSelection(): void {
  if (useView.getState().selectedClipIds.size > 0) useView.setState({ selectedClipIds: new Set() });
}

export function selectTrack(id: string): void {
  if (useView.getState().selectedTrackId !== id) useView.setState({ selectedTrackId: id });
}

export function selectAllClips(): void {
  useView.setState({ selectedClipIds: new Set(Object.keys(editor.document.clips)) });
}

export function selectClipsOfTrack(trackId: string): void {
  const ids = clipsOfTrack(editor.document, trackId).map((clip) => clip.id);
  useView.setState({ selectedClipIds: new Set(ids), selectedTrackId: trackId });
}
