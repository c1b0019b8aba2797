import { adaptiveGrid, type GridUnit, type Timebase } from '../document/grid';
import type { TimeView } from '../document/timescale';
import { formatTime } from './timecode';

/** One grid line in the window: its distance from the left edge in CSS pixels, and its label if it carries one. */
export type Tick = { readonly x: number; readonly label: string | null };

/** The grid lines from the left edge to `width` pixels. */
export function ticksOf(view: TimeView, width: number, unit: GridUnit, timebase: Timebase): Tick[] {
  const { step, labelEvery } = adaptiveGrid(unit, view.pixelsPerSecond, timebase);
  const first = Math.max(0, Math.floor(view.scrollSeconds / step / labelEvery) * labelEvery);
  const ticks: Tick[] = [];
  for (let index = first; ; index += 1) {
    const x = (index * step - view.scrollSeconds) * view.pixelsPerSecond;
    if (x > width) return ticks;
    const labelled = index % labelEvery === 0;
    ticks.push({ x, label: labelled ? formatTime(index * step, unit, timebase, step * labelEvery) : null });
  }
}
