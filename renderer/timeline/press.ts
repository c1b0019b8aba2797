import { flushSync } from 'react-dom';
import { player } from '../audio/player';
import { envelopeDb } from '../document/edits/envelope';
import { snapTime } from '../document/snap';
import { editor, useView } from '../state/session';
import { openClipProperties } from './clip-properties';
import { clearEnvelopePoint } from './envelope-scale';
import { runDrag, type DragStart, type Pointer } from './gestures/drag';
import { addEnvelopePointGesture, envelopeLineGesture, envelopePointGesture } from './gestures/envelope';
import { bendGesture, fadeGesture } from './gestures/fade';
import { gainGesture } from './gestures/gain';
import { marqueeGesture } from './gestures/marquee';
import { moveGesture } from './gestures/move';
import { slipGesture } from './gestures/slip';
import { stretchGesture } from './gestures/stretch';
import { rangeGesture } from './gestures/time-range';
import { trimGesture } from './gestures/trim';
import { clearSelection, selectClips, selectedClipIds, selectTrack, toggleClip } from './selection';
import { currentSnapTargets } from './snapping';
import { hoverNow } from './hovered';
import { layOutNow } from './lane-frame';
import type { Surface } from './surface';

export type Part = { clipId: string | null; handle: string | null };

/** What an element of the lanes belongs to. */
export function partOf(target: EventTarget | null): Part {
  if (!(target instanceof Element)) return { clipId: null, handle: null };
  return {
    clipId: target.closest<HTMLElement>('[data-clip]')?.dataset['clip'] ?? null,
    handle: target.closest<HTMLElement>('[data-handle]')?.dataset['handle'] ?? null,
  };
}

/** What lies under the pointer that acts. What waits for the view to rest, clips and their handles, comes before it. */
export function partUnder(event: { target: EventTarget | null; clientX: number; clientY: number }): Part {
  const waited = flushSync(() => [layOutNow(), hoverNow()].some(Boolean));
  return partOf(waited ? document.elementFromPoint(event.clientX, event.clientY) : event.target);
}

/** What a press on a clip drags: the part under the pointer says it, Alt changes edges and body. */
function gestureOf(
  event: PointerEvent,
  handle: string | null,
  ids: readonly string[],
  clipId: string,
): DragStart {
  switch (handle) {
    case 'trim-start':
    case 'trim-end': {
      const edge = handle === 'trim-start' ? 'start' : 'end';
      return event.altKey ? stretchGesture(ids, clipId, edge) : trimGesture(ids, clipId, edge);
    }
    case 'fade-in':
      return fadeGesture(ids, clipId, 'fadeIn');
    case 'fade-out':
      return fadeGesture(ids, clipId, 'fadeOut');
    case 'bend-in':
      return bendGesture(ids, 'fadeIn');
    case 'bend-out':
      return bendGesture(ids, 'fadeOut');
    case 'gain':
      return gainGesture(ids);
    default:
      return event.altKey ? slipGesture(ids) : moveGesture(ids, clipId);
  }
}

/** The gesture of an envelope's point or line; null when the press is on neither. */
function envelopeGestureOf(event: PointerEvent, surface: Surface, clipId: string): DragStart | null {
  if (!(event.target instanceof Element)) return null;
  const element = event.target.closest<SVGElement | HTMLElement>('[data-envelope]');
  const clip = editor.document.clips[clipId];
  if (!element || !clip) return null;
  const height = Number(element.dataset['height']);
  const part = { clipId, height };
  if (element.dataset['envelope'] === 'point')
    return envelopePointGesture(part, Number(element.dataset['index']));
  const there = envelopeDb(clip.envelope, surface.time(event.clientX) - clip.start);
  return event.ctrlKey || event.metaKey
    ? addEnvelopePointGesture(part, there)
    : envelopeLineGesture(part, there);
}

function pressClip(event: PointerEvent, surface: Surface, clipId: string, handle: string | null): void {
  const adding = event.shiftKey || event.ctrlKey || event.metaKey;
  const wasSelected = useView.getState().selectedClipIds.has(clipId);
  const trackId = editor.document.clips[clipId]?.trackId;
  if (trackId !== undefined) selectTrack(trackId);
  clearEnvelopePoint();
  const envelope = envelopeGestureOf(event, surface, clipId);
  if (envelope) {
    if (!wasSelected) selectClips([clipId]);
    runDrag(event, surface, envelope);
    return;
  }
  // Pressing an unselected clip selects it at once, so that a drag moves what was pressed and nothing else.
  if (!wasSelected) {
    if (adding) toggleClip(clipId);
    else selectClips([clipId]);
  }
  const gesture = gestureOf(event, handle, selectedClipIds(), clipId);
  runDrag(event, surface, {
    ...gesture,
    click: () => {
      if (adding && wasSelected) toggleClip(clipId);
      else if (!adding) selectClips([clipId]);
      // Once the press is over: its own click would close again what it opened.
      if (handle === 'takes') setTimeout(openClipProperties);
    },
  });
}

function pressLane(event: PointerEvent, surface: Surface): void {
  const track = editor.document.tracks[surface.row(event.clientY)];
  if (track) selectTrack(track.id);
  const click = (pressed: Pointer): void => {
    if (!pressed.copy && !pressed.bypassSnap) clearSelection();
    // While it plays, a click among the clips must not make the sound jump; the ruler does.
    if (player.playing) return;
    const time = snapTime(pressed.time, currentSnapTargets({ playhead: false }));
    player.seek(time / editor.document.sampleRate);
  };
  // Alt leaves clips where they are, on a clip and beside it: here it selects time.
  const time = useView.getState().tool === 'range' || event.altKey;
  runDrag(event, surface, time ? rangeGesture('lanes', click) : marqueeGesture(surface, click));
}

/** A press of the main button on the lanes: the gesture follows from what lies under the pointer. */
export function pressLanes(event: PointerEvent, surface: Surface): void {
  const { clipId, handle } = partUnder(event);
  if (clipId !== null && useView.getState().tool === 'select') pressClip(event, surface, clipId, handle);
  else pressLane(event, surface);
}
