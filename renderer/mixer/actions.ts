import { groupTracks } from '../document/edits/folders';
import { addBus, addSend, clearSolos, sendToNewReturn } from '../document/edits/routing';
import { changeTrack, removeTrack, soloExclusively } from '../document/edits/tracks';
import type { Operation, RackOwner } from '../document/operations';
import { trackById } from '../document/select';
import { showDock, useLayout } from '../state/layout';
import { editor, useView } from '../state/session';

export const selectStrip = (owner: RackOwner): void => useView.setState({ selectedTrackId: owner });

/** Selects the strip and shows its rack. */
export function openRack(owner: RackOwner): void {
  selectStrip(owner);
  showDock('effects');
}

/** The track that commands mean: null when none, or the master, is selected. */
export function selectedTrackId(): string | null {
  const id = useView.getState().selectedTrackId;
  return id !== null && trackById(editor.document, id) ? id : null;
}

function selectAdded(operations: readonly Operation[]): void {
  const added = operations.find((operation) => operation.type === 'track.add');
  if (added) selectStrip(added.track.id);
}

export function addReturn(): void {
  const operations = addBus(editor.document, 'return');
  editor.dispatch('Add return', operations);
  selectAdded(operations);
}

/** An empty group; tracks choose it as their output. */
export function addGroup(): void {
  const operations = addBus(editor.document, 'group');
  editor.dispatch('Add group', operations);
  selectAdded(operations);
}

/** A group around one track, in its place. */
export function groupTrack(id: string): void {
  const name = `${trackById(editor.document, id)?.name ?? 'Track'} group`.slice(0, 200);
  const operations = groupTracks(editor.document, [id], name);
  editor.dispatch('Group track', operations);
  selectAdded(operations);
}

export function sendTo(trackId: string, returnId: string): void {
  editor.dispatch('Add send', addSend(editor.document, trackId, returnId));
}

export function sendToNew(trackId: string): void {
  editor.dispatch('Send to new return', sendToNewReturn(editor.document, trackId));
}

/** With its sends and, for a group, its tracks kept: in one step. */
export function deleteStrip(id: string): void {
  const name = trackById(editor.document, id)?.name ?? 'track';
  editor.dispatch(`Delete ${name}`, removeTrack(editor.document, id));
  if (useView.getState().selectedTrackId === id) useView.setState({ selectedTrackId: null });
}

export function toggleStrip(id: string, key: 'muted' | 'soloed' | 'phaseInverted', label: string): void {
  const track = trackById(editor.document, id);
  if (track) editor.dispatch(label, changeTrack(editor.document, id, { [key]: !track[key] }));
}

export function soloAlone(id: string): void {
  editor.dispatch('Solo track alone', soloExclusively(editor.document, id));
}

export const endSolos = (): void => editor.dispatch('End all solos', clearSolos(editor.document));

export function toggleDetails(): void {
  useLayout.setState(({ mixerDetails }) => ({ mixerDetails: !mixerDetails }));
}
