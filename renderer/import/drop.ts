import { addedClipIds } from '../document/edits/changed';
import { player } from '../audio/player';
import { editor, useView } from '../state/session';
import { chooseFiles, importFiles } from './files';
import { placeSounds } from './place';

/** Whether a drag brings files from outside the window. What they are is not told before the drop. */
export const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Where files go: `start` in samples; `trackId` null stands for new tracks; `stacked`: each on a track of its own. */
type Place = { trackId: string | null; start: number; stacked: boolean };

/** Imports files and places what came of them, in one undo step. The project they were dropped on must still be open. */
export async function importOnto(files: readonly File[], place: Place): Promise<void> {
  const projectId = editor.document.id;
  const sounds = await importFiles(files);
  if (sounds.length === 0 || editor.document.id !== projectId) return;
  const operations = placeSounds(editor.document, sounds, place);
  editor.dispatch(sounds.length === 1 ? 'Import sound' : `Import ${sounds.length} sounds`, operations);
  useView.setState({ selectedClipIds: new Set(addedClipIds(operations)), range: null });
}

/** Asks for files and places them at the playhead, on a new track. */
export async function importAtPlayhead(): Promise<void> {
  const files = await chooseFiles();
  if (files.length === 0) return;
  const start = Math.round(player.position() * editor.document.sampleRate);
  await importOnto(files, { trackId: null, start, stacked: false });
}
