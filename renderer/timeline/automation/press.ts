import { pointBefore } from '../../document/automation';
import { runDrag, type Pointer } from '../gestures/drag';
import { useView } from '../../state/session';
import {
  addPoint,
  bendGesture,
  dragNewPointGesture,
  marqueePointsGesture,
  movePointsGesture,
  penGesture,
  type Lane,
} from './gestures';
import { laneValue, valueAt, yOf } from './lane-scale';
import { selectedPoints, selectPoints, useAutomationTools } from './tools';

/** CSS pixels from the curve within which a press takes hold of it. */
const REACH = 7;

/** True when the pointer is on the curve rather than beside it. */
export function onCurve({ row, target, surface }: Lane, clientX: number, clientY: number): boolean {
  const value = laneValue(row.automation, target, surface.time(clientX));
  return Math.abs(yOf(target.range, value) - (surface.y(clientY) - row.top)) <= REACH;
}

/** A press of the main button on a lane. `index`: the point under the pointer, or null. */
export function pressLane(event: PointerEvent, lane: Lane, index: number | null): void {
  const { row, target, surface } = lane;
  const { id, points } = row.automation;
  const select = (indices: ReadonlySet<number>): void => selectPoints(id, points, indices);
  const adding = event.shiftKey || event.ctrlKey || event.metaKey;
  // Points and clips are not selected at once: Delete must mean one of them.
  useView.setState({ selectedClipIds: new Set() });
  const selectNone = (): void => select(new Set());

  if (index !== null) {
    const selected = selectedPoints(id, points);
    if (!selected.has(index)) select(adding ? new Set([...selected, index]) : new Set([index]));
    const click = (): void => {
      if (!adding) select(new Set([index]));
      else if (selected.has(index)) select(new Set([...selected].filter((other) => other !== index)));
    };
    runDrag(event, surface, movePointsGesture(lane, index, click));
    return;
  }
  if (useAutomationTools.getState().pen || event.ctrlKey || event.metaKey) {
    const put = (pressed: Pointer): void =>
      addPoint(lane, pressed, valueAt(target.range, surface.y(pressed.clientY) - row.top));
    runDrag(event, surface, penGesture(lane, put));
    return;
  }
  if (onCurve(lane, event.clientX, event.clientY)) {
    const put = (pressed: Pointer): void =>
      addPoint(lane, pressed, laneValue(row.automation, target, pressed.time));
    const before = pointBefore(points, surface.time(event.clientX));
    const [from, to] = [points[before], points[before + 1]];
    // A level stretch has no bend either.
    const bendable = from !== undefined && to !== undefined && from.value !== to.value;
    runDrag(event, surface, (bendable ? bendGesture : dragNewPointGesture)(lane, put));
    return;
  }
  runDrag(event, surface, marqueePointsGesture(lane, selectNone));
}
