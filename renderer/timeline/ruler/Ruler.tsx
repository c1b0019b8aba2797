import Box from '@mui/material/Box';
import type { MouseEvent, PointerEvent } from 'react';
import { player } from '../../audio/player';
import { addMarker } from '../../document/edits/markers';
import { newId } from '../../document/factory';
import { snapTime } from '../../document/snap';
import { editor, useView } from '../../state/session';
import { colours } from '../../ui/theme';
import { runDrag, type DragStart, type Pointer } from '../gestures/drag';
import { drawLoopGesture, loopEdgeGesture, moveLoopGesture } from '../gestures/loop-region';
import { moveMarkerGesture, regionEdgeGesture } from '../gestures/marker';
import { rangeEdgeGesture, rangeGesture } from '../gestures/time-range';
import { LoopRegion } from '../LoopRegion';
import { startRename } from '../renaming';
import { currentSnapTargets } from '../snapping';
import type { Surface } from '../surface';
import type { Tick } from '../ticks';
import { TimeCanvas } from '../TimeCanvas';
import { RangeBar } from '../TimeSelection';
import { drawFlags } from './draw-flags';
import { MarkerFlags } from './MarkerFlags';
import { openMarkerMenu } from './MarkerMenu';
import { LOOP_STRIP, MARKER_STRIP, RULER_HEIGHT } from './ruler-size';

/** What can be grabbed of the playhead to either side, in CSS pixels. */
const HEAD_REACH = 8;

const font = '10.5px "Inter Variable", Inter, system-ui, sans-serif';

function drawRuler(
  context: CanvasRenderingContext2D,
  ticks: readonly Tick[],
  width: number,
  height: number,
): void {
  drawFlags(context, width);
  context.font = font;
  context.textBaseline = 'middle';
  for (const { x, label } of ticks) {
    const at = Math.round(x);
    context.fillStyle = label === null ? '#3a4047' : '#59626c';
    context.fillRect(at, label === null ? height - 6 : height - 16, 1, label === null ? 6 : 16);
    if (label === null) continue;
    context.fillStyle = colours.textDim;
    context.fillText(label, at + 4, height - 10);
  }
}

/** Puts the playhead where the ruler was clicked: on the grid or an edge, unless Shift is held. */
function seekTo(pressed: Pointer): void {
  const targets = pressed.bypassSnap ? null : currentSnapTargets({ playhead: false });
  player.seek(snapTime(pressed.time, targets) / editor.document.sampleRate);
}

const dataOf = (target: Element, name: string): string | undefined =>
  target.closest<HTMLElement>(`[data-${name}]`)?.dataset[
    name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  ];

/** Moves the playhead with the sound to be heard; Escape puts it back. */
const scrubGesture: DragStart = {
  cursor: 'ew-resize',
  click: seekTo,
  begin: () => {
    const from = player.position();
    return {
      update: ({ time }) => void player.scrub(time / editor.document.sampleRate),
      commit: () => undefined,
      cancel: () => player.seek(from),
    };
  },
};

/** Whether the press takes hold of the playhead: near its head, below the strip of the markers. */
function isOnPlayhead(event: PointerEvent, area: Surface): boolean {
  const { scrollSeconds, pixelsPerSecond } = useView.getState();
  const head = (player.position() - scrollSeconds) * pixelsPerSecond;
  const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
  return Math.abs(area.x(event.clientX) - head) <= HEAD_REACH && y > MARKER_STRIP + LOOP_STRIP;
}

/** Which drag a press in the ruler is, by what lies under it. */
function gestureOf(target: Element, shift: boolean): DragStart {
  const marker = dataOf(target, 'marker');
  const edge = dataOf(target, 'marker-edge');
  if (marker !== undefined) {
    if (edge === 'start' || edge === 'end') return regionEdgeGesture(marker, edge);
    const at = editor.document.markers.find(({ id }) => id === marker)?.at ?? 0;
    return moveMarkerGesture(marker, () => player.seek(at / editor.document.sampleRate));
  }
  const range = dataOf(target, 'range-edge');
  if (range === 'start' || range === 'end') return rangeEdgeGesture(range);
  if (shift) return rangeGesture('ruler', seekTo);
  const part = dataOf(target, 'loop');
  if (part === 'start' || part === 'end') return loopEdgeGesture(part);
  return part === 'bar' ? moveLoopGesture(seekTo) : drawLoopGesture(seekTo);
}

/**
 * Click: playhead. Drag: loop region, or on the playhead's head and with Ctrl: scrub. The loop's bar moves as
 * a whole or by its edges. Shift and drag: time selection. Markers and regions above; a double click there makes one.
 */
export function Ruler({ surface }: { surface: () => Surface | null }) {
  const onPointerDown = (event: PointerEvent): void => {
    const area = surface();
    if (event.button !== 0 || !area || !(event.target instanceof Element)) return;
    if (event.target.closest('input')) return;
    const scrubs = event.ctrlKey || event.metaKey || (!event.shiftKey && isOnPlayhead(event, area));
    runDrag(event.nativeEvent, area, scrubs ? scrubGesture : gestureOf(event.target, event.shiftKey));
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const area = surface();
    if (!area || !(event.target instanceof Element)) return;
    const marker = dataOf(event.target, 'marker');
    if (marker !== undefined) startRename(marker);
    const top = event.currentTarget.getBoundingClientRect().top;
    if (marker !== undefined || event.clientY - top > MARKER_STRIP) return;
    const id = newId();
    const at = snapTime(area.time(event.clientX), event.shiftKey ? null : currentSnapTargets());
    editor.dispatch('Add marker', addMarker(editor.document, at, 0, id));
    startRename(id);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const area = surface();
    if (!area || !(event.target instanceof Element)) return;
    event.preventDefault();
    const id = dataOf(event.target, 'marker') ?? null;
    openMarkerMenu({ id, time: area.time(event.clientX) }, event.clientX, event.clientY);
  };
  return (
    <Box
      data-testid="timeline-ruler"
      onPointerDown={onPointerDown}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
      sx={{
        position: 'relative',
        flex: 1,
        minWidth: 0,
        overflow: 'clip',
        height: RULER_HEIGHT,
        touchAction: 'none',
        cursor: 'text',
      }}
    >
      <TimeCanvas height={RULER_HEIGHT} draw={drawRuler} />
      <RangeBar />
      <LoopRegion />
      <MarkerFlags />
    </Box>
  );
}
