import { toAppError } from '../../preload/contract/errors';
import type { Sound } from '../../preload/contract/sound';
import { player } from '../audio/player';
import { fillRange, isFree, placeSound } from '../document/edits/place';
import { soundLength } from '../document/factory';
import type { Operation } from '../document/operations';
import { settleOverlaps } from '../document/overlaps';
import { showError } from './notices';
import { editor, useView } from './session';
import { rememberSounds, useSounds } from './sounds';

/** MIME type of a sound dragged onto the timeline; the data is the Sound as JSON. */
export const SOUND_MIME = 'application/x-ganmix-sound';

let began: number | null = null;

/** Seconds that the auditioned sound has been playing; 0 while it is still being fetched. */
export function auditionSeconds(): number {
  return began === null ? 0 : (performance.now() - began) / 1000;
}

/** Plays a sound by itself, from its beginning; the one that is playing stops instead. */
export async function toggleAudition(soundId: string): Promise<void> {
  useSounds.setState({ activeSoundId: soundId });
  if (player.auditioning === soundId) {
    player.stopAudition();
    return;
  }
  began = null;
  try {
    await player.audition(soundId);
    if (player.auditioning === soundId) began = performance.now();
  } catch (thrown) {
    showError(toAppError(thrown), 'Play');
  }
}

/** Shown at once, and put back when main could not store it. */
export async function setStarred(sound: Sound, starred: boolean): Promise<void> {
  rememberSounds([{ ...sound, starred }]);
  const reply = await window.studio.request('sound.star', { soundId: sound.id, starred });
  rememberSounds([reply.ok ? reply.value : sound]);
  if (!reply.ok) showError(reply.error, 'Star');
}

/**
 * A clip of the whole sound at the playhead: on the selected track where it has room, else on the first that has. A time
 * selection is filled with it instead, over and over.
 */
export function placeAtPlayhead(sound: Sound): void {
  const { document } = editor;
  const { range, selectedTrackId: selected, overlap } = useView.getState();
  const filling = range ? fillRange(document, sound, range) : [];
  if (filling.length > 0) {
    editor.dispatch('Fill the time selection', settleOverlaps(document, filling, overlap));
    select(filling);
    return;
  }
  const start = Math.round(player.position() * document.sampleRate);
  const end = start + soundLength(sound, document.sampleRate);
  const room =
    document.tracks.some(({ id }) => id === selected) && isFree(document, selected ?? '', start, end);
  const operations = placeSound(document, sound, { trackId: room ? selected : null, start });
  editor.dispatch('Place sound', operations);
  select(operations);
}

function select(operations: readonly Operation[]): void {
  const added = operations.find((operation) => operation.type === 'clip.add');
  if (!added) return;
  const { id, trackId } = added.clip;
  useView.setState({ range: null, selectedClipIds: new Set([id]), selectedTrackId: trackId });
}

/** Starts dragging a sound towards the timeline. */
export function dragSound(transfer: DataTransfer, sound: Sound): void {
  transfer.setData(SOUND_MIME, JSON.stringify(sound));
  transfer.effectAllowed = 'copy';
}
