import { player } from '../audio/player';
import { snapTime } from '../document/snap';
import { editor, useView } from '../state/session';
import { runDrag, type DragStart, type Pointer } from './gestures/drag';
import { fadeGesture } from './gestures/fade';
import { gainGesture } from './gestures/gain';
import { marqueeGesture } from './gestures/marquee';
import { moveGesture } from './gestures/move';
import { trimGesture } from './gestures/trim';
import { clearClipSelection, selectClips, selectedClipIds, selectTrack, toggleClip } from './selection';
import { currentSnapTargets } from './snapping';
import type { Surface } from './surface';

/** What lies under the pointer, as the elements say it. */
export function partUnder(target: EventTarget | null): { clipId: string | null; handle: string | null } {
  if (!(target instanceof Element)) return { clipId: null, handle: null };
  return {
    clipId: target.closest<HTMLElement>('[data-clip]')?.dataset['clip'] ?? null,
    handle: target.closest<HTMLElement>('[data-handle]')?.dataset['handle'] ?? null,
  };
}

function gestureOf(handle: string | null, ids: readonly string[], clipId: string): DragStart {
  switch (handle) {
    case 'trim-start':
      return trimGesture(ids, clipId, 'start');
    case 'trim-end':
      return trimGesture(ids, clipId, 'end');
    case 'fade-in':
      return fadeGesture(ids, clipId, 'fadeIn');
    case 'fade-out':
      return fadeGesture(ids, clipId, 'fadeOut');
    case 'gain':
      return gainGesture(ids);
    default:
      return moveGesture(ids, clipId);
  }
}

function pressClip(event: PointerEvent, surface: Surface, clipId: string, handle: string | null): void {
  const adding = event.shiftKey || event.ctrlKey || event.metaKey;
  const wasSelected = useView.getState().selectedClipIds.has(clipId);
  const trackId = editor.document.clips[clipId]?.trackId;
  if (trackId !== undefined) selectTrack(trackId);
  // Pressing an unselected clip selects it at once, so that a drag moves what was pressed and nothing else.
  if (!wasSelected) {
    if (adding) toggleClip(clipId);
    else selectClips([clipId]);
  }
  const gesture = gestureOf(handle, selectedClipIds(), clipId);
  runDrag(event, surface, {
    ...gesture,
    click: () => {
      if (adding && wasSelected) toggleClip(clipId);
      else if (!adding) selectClips([clipId]);
    },
  });
}

function pressLane(event: PointerEvent, surface: Surface): void {
  const track = editor.document.tracks[surface.row(event.clientY)];
  if (track) selectTrack(track.id);
  const click = (pressed: Pointer): void => {
    if (!pressed.copy && !pressed.bypassSnap) clearClipSelection();
    // While it plays, a click among the clips must not make the sound jump; the ruler does.
    if (player.playing) return;
    const time = snapTime(pressed.time, currentSnapTargets({ playhead: false }));
    player.seek(time / editor.document.sampleRate);
  };
  runDrag(event, surface, marqueeGesture(surface, click));
}

/** A press of the main button on the lanes: the gesture follows from what lies under the pointer. */
export function pressLanes(event: PointerEvent, surface: Surface): void {
  const { clipId, handle } = partUnder(event.target);
  if (clipId !== null) pressClip(event, surface, clipId, handle);
  else pressLane(event, surface);
}
