import type { AutomationPoint } from '../../../preload/contract/document';
import { automationValue, pointBefore } from '../../document/automation';
import {
  laneById,
  movePoints,
  replaceRange,
  setPoints,
  thin,
  withPoint,
} from '../../document/edits/automation';
import { snapTime } from '../../document/snap';
import { curveScale, shareIn, type Target } from '../../state/automation-targets';
import { editor } from '../../state/session';
import { formatValue } from '../../ui/valueRange';
import type { Drag, DragStart, Pointer } from '../gestures/drag';
import type { LaneRow } from '../rows';
import { currentSnapTargets } from '../snapping';
import type { Surface } from '../surface';
import { laneValue, movedBy, shareOfPixels, valueAt, yOf } from './lane-scale';
import { useMarqueeBox, useReadout } from './overlay-state';
import { selectedPoints, selectPoints } from './tools';

/** What a gesture works on: the lane as it was pressed. */
export type Lane = { row: LaneRow; target: Target; surface: Surface };

/** Part of the travel that a point left out of a hand-drawn curve may be off by. */
const PEN_TOLERANCE = 0.012;
/** How much slower values move with Shift. */
const FINE = 0.1;
/** CSS pixels of upward movement for a whole bend. */
const BEND_TRAVEL = 90;

const pointsOf = ({ row }: Lane): readonly AutomationPoint[] =>
  laneById(editor.document, row.owner, row.automation.id)?.points ?? [];
const yIn = ({ row, surface }: Lane, pointer: Pointer): number => surface.y(pointer.clientY) - row.top;

/** A drag that previews points; `pointsAt` is a pure function of the pointer. */
function pointsDrag(lane: Lane, label: string, pointsAt: (pointer: Pointer) => AutomationPoint[]): Drag {
  const { row } = lane;
  const gesture = editor.begin(label);
  const end = (how: 'commit' | 'cancel'): void => {
    useReadout.setState({ readout: null });
    gesture[how]();
  };
  return {
    update: (pointer) =>
      gesture.preview(setPoints(gesture.base, row.owner, row.automation.id, pointsAt(pointer))),
    commit: () => end('commit'),
    cancel: () => end('cancel'),
  };
}

const show = (lane: Lane, pointer: Pointer, value: number): void =>
  useReadout.setState({
    readout: {
      laneId: lane.row.automation.id,
      x: lane.surface.x(pointer.clientX),
      y: yOf(lane.target.range, value),
      text: formatValue(lane.target.range, value),
    },
  });

/** Drags the selected points; Shift leaves the grid alone and moves values ten times finer. */
export function movePointsGesture(lane: Lane, grabbed: number, click: (pressed: Pointer) => void): DragStart {
  return {
    cursor: 'grabbing',
    click,
    begin: (pressed) => {
      const points = pointsOf(lane);
      const selected = selectedPoints(lane.row.automation.id, points);
      const indices = selected.has(grabbed) ? selected : new Set([grabbed]);
      return dragPoints(
        lane,
        indices.size === 1 ? 'Move point' : 'Move points',
        points,
        indices,
        grabbed,
        pressed,
      );
    },
  };
}

/** Puts a point on the curve and drags it: where there is no way from one value to another that could be bent. */
export function dragNewPointGesture(lane: Lane, click: (pressed: Pointer) => void): DragStart {
  return {
    cursor: 'grabbing',
    click,
    begin: (pressed) => {
      const points = pointsWithOneAt(
        lane,
        pressed,
        laneValue(lane.row.automation, lane.target, pressed.time),
      );
      const before = new Set(pointsOf(lane));
      const grabbed = points.findIndex((point) => !before.has(point));
      return dragPoints(lane, 'Add point', points, new Set([grabbed]), grabbed, pressed);
    },
  };
}

/** Drags the points of these indices; the grabbed one snaps, and they are what is selected. */
function dragPoints(
  lane: Lane,
  label: string,
  points: readonly AutomationPoint[],
  indices: ReadonlySet<number>,
  grabbed: number,
  pressed: Pointer,
): Drag {
  const { id } = lane.row.automation;
  const before = pointsOf(lane);
  const selected = selectedPoints(id, before);
  const from = points[grabbed];
  const targets = currentSnapTargets();
  const { range } = lane.target;
  const drag = pointsDrag(lane, label, (pointer) => {
    if (!from) return [...points];
    const fine = pointer.bypassSnap;
    const at = snapTime(from.at + pointer.time - pressed.time, fine ? null : targets);
    const up = shareOfPixels(pressed.clientY - pointer.clientY) * (fine ? FINE : 1);
    const moved = movePoints(points, indices, at - from.at, (value) => movedBy(range, value, up));
    show(lane, pointer, movedBy(range, from.value, up));
    keepSelected(lane, points, moved, indices);
    return moved;
  });
  const cancel = (): void => {
    drag.cancel();
    selectPoints(id, before, selected);
  };
  return { ...drag, cancel };
}

/** Points change places when they pass others: the selection goes along. */
function keepSelected(
  lane: Lane,
  before: readonly AutomationPoint[],
  after: readonly AutomationPoint[],
  indices: ReadonlySet<number>,
): void {
  const untouched = new Set(before.filter((_, index) => !indices.has(index)));
  selectPoints(
    lane.row.automation.id,
    after,
    new Set(after.flatMap((point, index) => (untouched.has(point) ? [] : [index]))),
  );
}

/** The lane's points and one where it was pressed, on the grid. */
function pointsWithOneAt(lane: Lane, pressed: Pointer, value: number): AutomationPoint[] {
  const targets = pressed.bypassSnap ? null : currentSnapTargets();
  const at = Math.max(0, Math.round(snapTime(pressed.time, targets)));
  return withPoint(pointsOf(lane), { at, value, bend: 0 });
}

/** A new point where the lane was pressed. */
export function addPoint(lane: Lane, pressed: Pointer, value: number): void {
  const { row } = lane;
  const before = new Set(pointsOf(lane));
  const points = pointsWithOneAt(lane, pressed, value);
  editor.dispatch('Add point', setPoints(editor.document, row.owner, row.automation.id, points));
  selectPoints(row.automation.id, points, new Set([points.findIndex((point) => !before.has(point))]));
}

/** Bends the way from one point to the next: up to come sooner where it leads up, later where it leads down. */
export function bendGesture(lane: Lane, click: (pressed: Pointer) => void): DragStart {
  return {
    cursor: 'ns-resize',
    click,
    begin: (pressed) => {
      const points = pointsOf(lane);
      const index = pointBefore(points, pressed.time);
      const [from, to] = [points[index], points[index + 1]];
      return pointsDrag(lane, 'Bend automation', (pointer) => {
        if (!from || !to) return [...points];
        const sign = to.value >= from.value ? 1 : -1;
        const up = ((pressed.clientY - pointer.clientY) / BEND_TRAVEL) * (pointer.bypassSnap ? FINE : 1);
        const bend = Math.min(1, Math.max(-1, from.bend + sign * up));
        const bent = points.map((point, at) => (at === index ? { ...point, bend } : point));
        const value = automationValue(bent, pressed.time, curveScale(lane.target.range));
        if (value !== null) show(lane, pointer, value);
        return bent;
      });
    },
  };
}

/** Draws a curve by hand over what is there; points that the line says anyway are left out. */
export function penGesture(lane: Lane, click: (pressed: Pointer) => void): DragStart {
  return {
    cursor: 'crosshair',
    click,
    begin: (pressed) => {
      const points = pointsOf(lane);
      const { range } = lane.target;
      const drawn = new Map<number, number>();
      let last = pressed;
      const put = (time: number, y: number): void => {
        drawn.set(Math.max(0, Math.round(time)), valueAt(range, y));
      };
      put(pressed.time, yIn(lane, pressed));
      return pointsDrag(lane, 'Draw automation', (pointer) => {
        // Going back over what was drawn draws it anew.
        const [low, high] = [Math.min(last.time, pointer.time), Math.max(last.time, pointer.time)];
        for (const at of drawn.keys()) if (at > low && at < high) drawn.delete(at);
        put(pointer.time, yIn(lane, pointer));
        last = pointer;
        show(lane, pointer, valueAt(range, yIn(lane, pointer)));
        const curve = [...drawn].sort(([a], [b]) => a - b).map(([at, value]) => ({ at, value, bend: 0 }));
        const thinned = thin(curve, shareIn(range), PEN_TOLERANCE);
        const [first, end] = [curve[0], curve.at(-1)];
        return first && end
          ? replaceRange(points, first.at, end.at, thinned, curveScale(range))
          : [...points];
      });
    },
  };
}

/** Draws a rectangle and selects the points in it; with the copy key they are added to what was selected. */
export function marqueePointsGesture(lane: Lane, click: (pressed: Pointer) => void): DragStart {
  const { row, target } = lane;
  return {
    cursor: 'crosshair',
    click,
    begin: (pressed): Drag => {
      const points = pointsOf(lane);
      const before = selectedPoints(row.automation.id, points);
      const top = yIn(lane, pressed);
      return {
        update: (pointer) => {
          const y = yIn(lane, pointer);
          const box = {
            laneId: row.automation.id,
            start: Math.min(pressed.time, pointer.time),
            end: Math.max(pressed.time, pointer.time),
            top: Math.min(top, y),
            bottom: Math.max(top, y),
          };
          useMarqueeBox.setState({ box });
          const inside = points.flatMap(({ at, value }, index) => {
            const pointY = yOf(target.range, value);
            return at >= box.start && at <= box.end && pointY >= box.top && pointY <= box.bottom
              ? [index]
              : [];
          });
          selectPoints(
            row.automation.id,
            points,
            new Set([...(pressed.bypassSnap ? before : []), ...inside]),
          );
        },
        commit: () => useMarqueeBox.setState({ box: null }),
        cancel: () => {
          useMarqueeBox.setState({ box: null });
          selectPoints(row.automation.id, points, before);
        },
      };
    },
  };
}
