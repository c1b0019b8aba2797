import { usedSounds } from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';
import { player } from '../audio/player';
import { showError, showNotice } from '../state/notices';
import { editor } from '../state/session';
import { libraryChanged, rememberSounds } from '../state/sounds';

/** How many clips of the open project need the sound, as what they play or as another take. */
const clipsWith = (soundId: string): number =>
  Object.values(editor.document.clips).filter(
    (clip) => clip.soundId === soundId || clip.takes.includes(soundId),
  ).length;

/** Whether undoing or redoing could bring back something that plays the sound. */
const inHistory = (soundId: string): boolean =>
  editor.history.steps.some(({ operations, inverse }) =>
    [...operations, ...inverse].some(
      (operation) =>
        (operation.type === 'clip.add' && operation.clip.soundId === soundId) ||
        (operation.type === 'clip.set' &&
          (operation.changes.soundId === soundId || operation.changes.takes?.includes(soundId) === true)),
    ),
  );

async function restore({ id, name }: Sound): Promise<void> {
  const reply = await window.studio.request('sound.restore', { soundId: id });
  if (!reply.ok) {
    showError(reply.error, 'Restore');
    return;
  }
  rememberSounds([reply.value]);
  libraryChanged();
  showNotice(`“${name}” is back in the library`);
}

/** Takes a sound out of the library; it can be brought back. Refused while the open project needs it. */
export async function removeSound(sound: Sound): Promise<void> {
  const { id, name } = sound;
  if (usedSounds(editor.document).has(id) || inHistory(id)) {
    const count = clipsWith(id);
    showError(
      {
        tag: 'busy',
        message:
          count > 0
            ? `“${name}” is used by ${count === 1 ? 'a clip' : `${count} clips`} of this project.`
            : `“${name}” was used in this project, and undo may bring it back.`,
        remedy: count > 0 ? 'Delete those first.' : 'Save, then open the project again to delete it.',
      },
      'Delete sound',
    );
    return;
  }
  if (player.auditioning === id) player.stopAudition();
  const reply = await window.studio.request('sound.remove', { soundId: id });
  if (!reply.ok) {
    showError(reply.error, 'Delete sound');
    return;
  }
  libraryChanged();
  showNotice(`Deleted “${name}” from the library`, { label: 'Undo', run: () => void restore(sound) });
}

export async function renameSound(sound: Sound, name: string): Promise<void> {
  const trimmed = name.trim().slice(0, 200);
  if (trimmed === '' || trimmed === sound.name) return;
  const reply = await window.studio.request('sound.rename', { soundId: sound.id, name: trimmed });
  if (reply.ok) rememberSounds([reply.value]);
  else showError(reply.error, 'Rename');
}
