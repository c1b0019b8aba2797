import { addEnvelopePoint, moveEnvelopePoint, moveEnvelopeSegment } from '../../document/edits/envelope';
import { editor } from '../../state/session';
import { gainAtY, selectEnvelopePoint, yOfGain } from '../envelope-scale';
import type { DragStart, Pointer } from './drag';
import { editDrag } from './edit-drag';

/** The clip and the height of its body in CSS pixels, by which its envelope is drawn. */
export type EnvelopePart = { readonly clipId: string; readonly height: number };

/** Gain after the pointer moved, from one it stood at when it was pressed; Shift is ten times finer. */
function gainMoved(from: number, pressed: Pointer, pointer: Pointer, height: number): number {
  const by = (pointer.clientY - pressed.clientY) * (pointer.bypassSnap ? 0.1 : 1);
  return gainAtY(yOfGain(from, height) + by, height);
}

/** Drags a point in time and gain, between its neighbours. */
export function envelopePointGesture({ clipId, height }: EnvelopePart, index: number): DragStart {
  const drag = editDrag('Move envelope point', 'move', (base, pressed) => {
    const from = base.clips[clipId]?.envelope[index]?.gainDb ?? 0;
    return (pointer) =>
      moveEnvelopePoint(base, clipId, index, {
        time: pointer.time - pressed.time,
        gainDb: gainMoved(from, pressed, pointer, height) - from,
      });
  });
  return { ...drag, click: () => selectEnvelopePoint(clipId, index) };
}

/** Drags the line between two points up and down. */
export function envelopeLineGesture({ clipId, height }: EnvelopePart, gainThere: number): DragStart {
  return editDrag('Move envelope', 'ns-resize', (base, pressed) => (pointer) => {
    const at = pressed.time - (base.clips[clipId]?.start ?? 0);
    const by = gainMoved(gainThere, pressed, pointer, height) - gainThere;
    return by === 0 ? [] : moveEnvelopeSegment(base, clipId, at, by);
  });
}

/** Puts a point on the line and drags it. */
export function addEnvelopePointGesture({ clipId, height }: EnvelopePart, gainThere: number): DragStart {
  const drag = editDrag('Add envelope point', 'move', (base, pressed) => (pointer) => {
    const at = pointer.time - (base.clips[clipId]?.start ?? 0);
    return addEnvelopePoint(base, clipId, at, gainMoved(gainThere, pressed, pointer, height));
  });
  return { ...drag, click: (pressed) => putEnvelopePoint(clipId, pressed.time) };
}

/** A point on the line at `time` (samples), selected. */
export function putEnvelopePoint(clipId: string, time: number): void {
  const clip = editor.document.clips[clipId];
  if (!clip) return;
  const at = Math.max(0, Math.min(clip.length, Math.round(time - clip.start)));
  editor.dispatch('Add envelope point', addEnvelopePoint(editor.document, clipId, at));
  const index = editor.document.clips[clipId]?.envelope.findIndex((point) => point.at === at) ?? -1;
  if (index >= 0) selectEnvelopePoint(clipId, index);
}
