import { create } from 'zustand';
import { soundSchema, type Sound } from '../../preload/contract/sound';
import { addedClipIds } from '../document/edits/changed';
import { placeOnNewTrack, placeSound } from '../document/edits/place';
import { soundLength } from '../document/factory';
import { snapRange, snapTime } from '../document/snap';
import { editor } from '../state/session';
import { carriesFiles, importOnto } from '../import/drop';
import { SOUND_MIME } from '../state/sound-actions';
import { dispatchArranged } from './arrange';
import { selectClips } from './selection';
import { currentSnapTargets } from './snapping';
import type { Surface } from './surface';

/** Where the dragged sound would go: samples; `row` of tracks.length stands for a new track. */
export type DropGhost = { row: number; start: number; length: number; name: string };
export const useDropGhost = create<{ ghost: DropGhost | null }>(() => ({ ghost: null }));

/** The sound in the air. A drop target may read what is dragged only at the drop; the drag's start may be read too. */
let dragged: Sound | null = null;

function parseSound(text: string): Sound | null {
  try {
    return soundSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Watches for sounds that begin to be dragged anywhere in the window. Returns the function that stops it. */
export function watchSoundDrags(): () => void {
  const start = (event: DragEvent): void => {
    const text = event.dataTransfer?.getData(SOUND_MIME);
    dragged = text ? parseSound(text) : null;
  };
  const end = (): void => {
    dragged = null;
    useDropGhost.setState({ ghost: null });
  };
  window.addEventListener('dragstart', start);
  window.addEventListener('dragend', end);
  return () => {
    window.removeEventListener('dragstart', start);
    window.removeEventListener('dragend', end);
  };
}

const carriesSound = (event: DragEvent): boolean => event.dataTransfer?.types.includes(SOUND_MIME) ?? false;

/** The start that a drop here gives: the sound's own edges snap, unless Shift is held. */
function startAt(event: DragEvent, surface: Surface, length: number): number {
  const time = surface.time(event.clientX);
  return Math.max(
    0,
    snapRange({ start: 0, end: length }, time, event.shiftKey ? null : currentSnapTargets()),
  );
}

/** Where files go: Shift stacks them, and snapping stays on; of their lengths nothing is known yet. */
const fileStartAt = (event: DragEvent, surface: Surface): number =>
  Math.max(0, snapTime(surface.time(event.clientX), currentSnapTargets()));

export function dragSoundOver(event: DragEvent, surface: Surface): void {
  const files = carriesFiles(event);
  if (!(files || carriesSound(event)) || !event.dataTransfer) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const { document } = editor;
  const length = dragged ? soundLength(dragged, document.sampleRate) : document.sampleRate;
  const row = Math.max(0, Math.min(surface.row(event.clientY), document.tracks.length));
  useDropGhost.setState({
    ghost: {
      row,
      start: files ? fileStartAt(event, surface) : startAt(event, surface, length),
      length,
      name: files ? 'Import here' : (dragged?.recipe?.prompt ?? dragged?.name ?? 'Sound'),
    },
  });
}

export function leaveSoundDrag(): void {
  useDropGhost.setState({ ghost: null });
}

/** Below the last track the sound gets a track of its own. */
export function dropSound(event: DragEvent, surface: Surface): void {
  if (!event.dataTransfer) return;
  if (carriesFiles(event)) {
    event.preventDefault();
    leaveSoundDrag();
    const track = editor.document.tracks[Math.max(0, surface.row(event.clientY))];
    const place = {
      trackId: track?.id ?? null,
      start: fileStartAt(event, surface),
      stacked: event.shiftKey,
    };
    void importOnto([...event.dataTransfer.files], place);
    return;
  }
  if (!carriesSound(event)) return;
  event.preventDefault();
  leaveSoundDrag();
  const sound = parseSound(event.dataTransfer.getData(SOUND_MIME));
  if (!sound) return;
  const { document } = editor;
  const start = startAt(event, surface, soundLength(sound, document.sampleRate));
  const track = document.tracks[Math.max(0, surface.row(event.clientY))];
  const placed = track
    ? placeSound(document, sound, { trackId: track.id, start })
    : placeOnNewTrack(document, sound, start);
  dispatchArranged('Place sound', placed);
  selectClips(addedClipIds(placed));
}
