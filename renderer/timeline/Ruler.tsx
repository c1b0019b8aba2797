import Box from '@mui/material/Box';
import type { PointerEvent } from 'react';
import { player } from '../audio/player';
import { snapTime } from '../document/snap';
import { editor } from '../state/session';
import { colours } from '../ui/theme';
import { runDrag, type Pointer } from './gestures/drag';
import { drawLoopGesture, loopEdgeGesture, moveLoopGesture } from './gestures/loop-region';
import { LoopRegion } from './LoopRegion';
import { currentSnapTargets } from './snapping';
import type { Surface } from './surface';
import type { Tick } from './ticks';
import { TimeCanvas } from './TimeCanvas';

export const RULER_HEIGHT = 30;
const font = '10.5px "Inter Variable", Inter, system-ui, sans-serif';

function drawRuler(
  context: CanvasRenderingContext2D,
  ticks: readonly Tick[],
  _: number,
  height: number,
): void {
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

/** Click: playhead. Drag: loop region; its bar moves as a whole or by its edges. */
export function Ruler({ surface }: { surface: () => Surface | null }) {
  const onPointerDown = (event: PointerEvent): void => {
    const area = surface();
    if (event.button !== 0 || !area || !(event.target instanceof Element)) return;
    const part = event.target.closest<HTMLElement>('[data-loop]')?.dataset['loop'];
    if (part === 'start' || part === 'end') runDrag(event.nativeEvent, area, loopEdgeGesture(part));
    else if (part === 'bar') runDrag(event.nativeEvent, area, moveLoopGesture(seekTo));
    else runDrag(event.nativeEvent, area, drawLoopGesture(seekTo));
  };
  return (
    <Box
      data-testid="timeline-ruler"
      onPointerDown={onPointerDown}
      sx={{
        position: 'relative',
        flex: 1,
        minWidth: 0,
        overflow: 'hidden',
        height: RULER_HEIGHT,
        touchAction: 'none',
        cursor: 'text',
      }}
    >
      <TimeCanvas height={RULER_HEIGHT} draw={drawRuler} />
      <LoopRegion />
    </Box>
  );
}
