import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AutomationPoint } from '../../../preload/contract/document';
import { automationValue } from '../automation';
import { applyAll } from '../operations';
import { smallProject } from '../testing/fixtures';
import {
  copyRange,
  hideLane,
  inOrder,
  laneOfTarget,
  lanesOf,
  movePoints,
  replaceRange,
  setPoints,
  showLane,
  thin,
  withPoint,
} from './automation';

const points = (...list: [at: number, value: number][]): AutomationPoint[] =>
  list.map(([at, value]) => ({ at, value, bend: 0 }));
const plain = (list: readonly AutomationPoint[]) => list.map(({ at, value }) => [at, value]);
const many = fc
  .array(fc.record({ at: fc.integer({ min: 0, max: 5000 }), value: fc.integer({ min: 0, max: 100 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((list) => inOrder(list.map((point) => ({ ...point, bend: 0 }))));

it('shows a lane for a track and for the master, hides it again, and undoes both', () => {
  for (const owner of ['t1', 'master']) {
    const start = smallProject();
    const shown = applyAll(start, showLane(start, owner, 'volume'));
    expect(lanesOf(shown.document, owner)).toMatchObject([{ target: 'volume', points: [], shown: true }]);
    expect(applyAll(shown.document, shown.inverse).document).toEqual(start);
    expect(showLane(shown.document, owner, 'volume')).toEqual([]);
    const id = laneOfTarget(shown.document, owner, 'volume')?.id ?? '';
    // Without points there is nothing to keep.
    const hidden = applyAll(shown.document, hideLane(shown.document, owner, id)).document;
    expect(lanesOf(hidden, owner)).toEqual([]);
    const drawn = applyAll(
      shown.document,
      setPoints(shown.document, owner, id, points([9, 1], [3, 2])),
    ).document;
    const kept = applyAll(drawn, hideLane(drawn, owner, id)).document;
    expect(lanesOf(kept, owner)).toMatchObject([{ shown: false, points: [{ at: 3 }, { at: 9 }] }]);
  }
});

it('adds a point in its place, or in place of the one at its sample', () => {
  const list = points([0, 1], [10, 2]);
  expect(plain(withPoint(list, { at: 5, value: 7, bend: 0 }))).toEqual([
    [0, 1],
    [5, 7],
    [10, 2],
  ]);
  expect(plain(withPoint(list, { at: 10, value: 7, bend: 0 }))).toEqual([
    [0, 1],
    [10, 7],
  ]);
});

it('moves points past others, onto others, and not before the start', () => {
  const list = points([10, 1], [20, 2], [30, 3]);
  expect(plain(movePoints(list, new Set([0]), 15, (v) => v + 1))).toEqual([
    [20, 2],
    [25, 2],
    [30, 3],
  ]);
  expect(plain(movePoints(list, new Set([0]), 10, (v) => v))).toEqual([
    [20, 1],
    [30, 3],
  ]);
  expect(plain(movePoints(list, new Set([0, 1]), -50, (v) => v))).toEqual([
    [0, 1],
    [10, 2],
    [30, 3],
  ]);
});

it('replacing a range leaves the curve outside as it was', () => {
  fc.assert(
    fc.property(
      many,
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 0, max: 900 }),
      (list, from, length) => {
        const to = from + length;
        const replaced = replaceRange(list, from, to, points([from, 33], [to, 44]));
        expect(automationValue(replaced, from)).toBe(length === 0 ? 44 : 33);
        expect(automationValue(replaced, to)).toBe(44);
        const [first, last] = [list[0]?.at ?? 0, list.at(-1)?.at ?? 0];
        for (let at = first; at <= last; at += 37) {
          if (at >= from && at <= to) continue;
          expect(automationValue(replaced, at)).toBeCloseTo(automationValue(list, at) ?? NaN, 6);
        }
      },
    ),
  );
});

it('thinning keeps the curve within the tolerance, and a straight line as its ends', () => {
  const share = (value: number): number => value / 100;
  fc.assert(
    fc.property(many, (list) => {
      const single = list.filter((point, index) => list[index - 1]?.at !== point.at);
      const thinned = thin(single, share, 0.02);
      for (const { at, value } of single) {
        expect(Math.abs((automationValue(thinned, at) ?? NaN) - value)).toBeLessThanOrEqual(2 + 1e-9);
      }
    }),
  );
  const line = points(...Array.from({ length: 100 }, (_, at): [number, number] => [at, at]));
  expect(plain(thin(line, share, 0.001))).toEqual([
    [0, 0],
    [99, 99],
  ]);
});

it('a copied range sounds like what it was copied from', () => {
  const copied = copyRange(points([0, 0], [10, 10], [20, 0]), 5, 15);
  expect(plain(copied)).toEqual([
    [0, 5],
    [5, 10],
    [10, 5],
  ]);
});
