import { laneOfTarget, hideLane, showLane } from '../document/edits/automation';
import { dissolveGroup, groupTracks, placeBeside, placeTrack } from '../document/edits/folders';
import { changeTrack } from '../document/edits/tracks';
import { clipsById, trackById } from '../document/select';
import { editor, useView } from '../state/session';
import { focusTrack } from './focus';
import { rowsOf } from './rows';
import { selectedClipIds, selectTrack } from './selection';

const currentTrack = () => trackById(editor.document, useView.getState().selectedTrackId ?? '');

/** Puts the selected track, and those of the selected clips, into a new group. */
export function groupSelectedTracks(): void {
  const clips = clipsById(editor.document, selectedClipIds());
  const current = currentTrack();
  const ids = new Set([...(current ? [current.id] : []), ...clips.map((clip) => clip.trackId)]);
  const operations = groupTracks(editor.document, [...ids], 'Group');
  editor.dispatch('Group tracks', operations);
  for (const operation of operations) if (operation.type === 'track.add') selectTrack(operation.track.id);
}

export const isGroup = (): boolean => currentTrack()?.kind === 'group';

export function dissolveCurrentGroup(): void {
  const group = currentTrack();
  if (!group) return;
  const inside = editor.document.tracks.find((track) => track.groupId === group.id);
  editor.dispatch('Dissolve group', dissolveGroup(editor.document, group.id));
  useView.setState({ selectedTrackId: inside?.id ?? null });
}

export function toggleCollapsed(): void {
  const group = currentTrack();
  if (!group) return;
  const label = group.collapsed ? 'Open group' : 'Collapse group';
  editor.dispatch(label, changeTrack(editor.document, group.id, { collapsed: !group.collapsed }));
}

/** One row up or down, into an open group on the way and out of it at its end. */
export function moveCurrentTrack(rows: 1 | -1): void {
  const track = currentTrack();
  const place = track && placeBeside(editor.document, track.id, rows);
  if (track && place) editor.dispatch('Reorder tracks', placeTrack(editor.document, track.id, place));
}

/** Selects the track shown above or below the selected one. */
export function selectTrackBy(rows: 1 | -1): void {
  const shown = rowsOf(editor.document).list.filter((row) => row.kind === 'track');
  const from = shown.findIndex((row) => row.track.id === useView.getState().selectedTrackId);
  const next = shown[from === -1 ? 0 : Math.max(0, Math.min(shown.length - 1, from + rows))];
  if (!next) return;
  selectTrack(next.track.id);
  focusTrack(next.track.id);
}

export function toggleSpectrogram(): void {
  const track = currentTrack();
  if (!track) return;
  const view = track.view === 'spectrogram' ? 'waveform' : 'spectrogram';
  const label = view === 'spectrogram' ? 'Show spectrogram' : 'Show waveform';
  editor.dispatch(label, changeTrack(editor.document, track.id, { view }));
}

/** Shows or hides the volume lane of the selected track, or of the master. */
export function toggleVolumeLane(): void {
  const { document } = editor;
  const { selectedTrackId: owner } = useView.getState();
  if (owner === null) return;
  const lane = laneOfTarget(document, owner, 'volume');
  if (lane?.shown) editor.dispatch('Hide automation', hideLane(document, owner, lane.id));
  else editor.dispatch('Show automation', showLane(document, owner, 'volume'));
}
