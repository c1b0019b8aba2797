import { expect, it } from 'vitest';
import { movePoints, withPoint } from '../../document/edits/automation';
import { selectedAmong, type PointSelection } from './tools';

const point = (at: number, value = 0) => ({ at, value, bend: 0 });
const points = [point(100), point(200), point(300)];
const selection = (of: PointSelection['points'], ...indices: number[]): PointSelection => ({
  laneId: 'lane',
  points: of,
  indices: new Set(indices),
});
const among = (selected: PointSelection, now: PointSelection['points']): number[] => [
  ...selectedAmong(selected, 'lane', now),
];

it('does not select another point in the place of one whose adding was undone', () => {
  const added = withPoint(points, point(50));
  expect(among(selection(added, 0), added)).toEqual([0]);
  expect(among(selection(added, 0), points)).toEqual([]);
});

it('selects the same points where others came before them', () => {
  expect(among(selection(points, 1, 2), withPoint(points, point(150)))).toEqual([2, 3]);
  expect(among(selection(points, 1, 2), points.slice(2))).toEqual([0]);
});

it('selects what was moved when the move is undone, at its own place', () => {
  const moved = movePoints(points, new Set([0]), 150, (value) => value);
  expect(moved.map(({ at }) => at)).toEqual([200, 250, 300]);
  expect(among(selection(moved, 1), points)).toEqual([0]);
});

it('knows nothing of other lanes', () => {
  expect(selectedAmong(selection(points, 1), 'another', points).size).toBe(0);
  expect(selectedAmong(null, 'lane', points).size).toBe(0);
});
