import type { AutomationPoint } from '../../../preload/contract/document';
import { laneById, movePoints, replaceRange, setPoints, withPoint } from '../../document/edits/automation';
import { adaptiveGrid } from '../../document/grid';
import { curveScale, type Target } from '../../state/automation-targets';
import { editor, useView } from '../../state/session';
import { stepped } from '../../ui/valueRange';
import type { LaneRow } from '../rows';
import { playheadSamples } from '../snapping';
import { reveal } from '../viewport';
import { laneValue } from './lane-scale';
import { selectedPoints, selectPoints } from './tools';

/** Copied points, from the first one's time on: kept by the window, for any lane. */
let copied: readonly AutomationPoint[] = [];

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key does to the lane that has the focus. @returns whether it was the lane's */
export function laneKey(press: Press, row: LaneRow, target: Target): boolean {
  const { id } = row.automation;
  const points = laneById(editor.document, row.owner, id)?.points ?? [];
  const selected = selectedPoints(id, points);
  const set = (label: string, next: readonly AutomationPoint[], mergeKey: string | null = null): void =>
    editor.dispatch(label, setPoints(editor.document, row.owner, id, next), mergeKey);
  const select = (
    of: readonly AutomationPoint[],
    which: (point: AutomationPoint, index: number) => boolean,
  ): void =>
    selectPoints(id, of, new Set(of.flatMap((point, index) => (which(point, index) ? [index] : []))));
  const remove = (label: string): void => {
    set(
      label,
      points.filter((_, index) => !selected.has(index)),
    );
    select(points, () => false);
  };
  const move = (time: number, valueAfter: (value: number) => number): void => {
    const moved = movePoints(points, selected, time, valueAfter);
    const before = new Set(points);
    set('Move points', moved, `points ${id}`);
    select(moved, (point) => !before.has(point));
  };
  const copy = (): void => {
    const chosen = points.filter((_, index) => selected.has(index));
    const from = chosen[0]?.at ?? 0;
    copied = chosen.map((point) => ({ ...point, at: point.at - from }));
  };

  if (press.ctrlKey || press.metaKey) {
    switch (press.key.toLowerCase()) {
      case 'a':
        select(points, () => true);
        return true;
      case 'c':
        if (selected.size > 0) copy();
        return selected.size > 0;
      case 'x':
        if (selected.size === 0) return false;
        copy();
        remove('Cut points');
        return true;
      case 'v': {
        if (copied.length === 0) return false;
        const at = playheadSamples();
        const pasted = copied.map((point) => ({ ...point, at: point.at + at }));
        const end = pasted.at(-1)?.at ?? at;
        const next = replaceRange(points, at, end, pasted, curveScale(target.range));
        set('Paste points', next);
        select(next, (point) => point.at >= at && point.at <= end);
        return true;
      }
      default:
        return false;
    }
  }
  if (press.altKey) return false;
  const { range } = target;
  const up = press.key === 'ArrowUp' ? 1 : press.key === 'ArrowDown' ? -1 : 0;
  const right = press.key === 'ArrowRight' ? 1 : press.key === 'ArrowLeft' ? -1 : 0;
  if (up !== 0 && selected.size > 0) {
    const size = press.shiftKey ? 'fine' : 'normal';
    move(0, (before) => stepped(range, before, up > 0 ? 1 : -1, size));
    return true;
  }
  if (right !== 0 && press.shiftKey && selected.size > 0) {
    const { gridUnit } = useView.getState();
    const { step } = adaptiveGrid(gridUnit, useView.getState().pixelsPerSecond, editor.document);
    move(right * step * editor.document.sampleRate, (value) => value);
    return true;
  }
  if (right !== 0 && points.length > 0) {
    const from = selected.size > 0 ? (right > 0 ? Math.max(...selected) : Math.min(...selected)) : -1;
    const next = Math.max(0, Math.min(points.length - 1, from + right));
    select(points, (_, index) => index === next);
    reveal(points[next]?.at ?? 0);
    return true;
  }
  switch (press.key) {
    case 'Delete':
    case 'Backspace':
      if (selected.size > 0) remove(selected.size === 1 ? 'Delete point' : 'Delete points');
      return true;
    case 'Escape':
      if (selected.size === 0) return false;
      select(points, () => false);
      return true;
    case 'Enter': {
      const at = playheadSamples();
      const next = withPoint(points, { at, value: laneValue(row.automation, target, at), bend: 0 });
      set('Add point', next);
      select(next, (point) => point.at === at);
      return true;
    }
    default:
      return false;
  }
}
