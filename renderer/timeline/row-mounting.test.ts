import { expect, it } from 'vitest';
import { emptyDocument, newTrack } from '../document/factory';
import { mountedFor, mountMore, type Mounted } from './row-mounting';
import { rowsBetween, rowsOf } from './rows';

const tracks = Array.from({ length: 64 }, (_, index) => ({
  ...newTrack(index, `t${index}`),
  id: `t${index}`,
}));
const rows = rowsOf({ ...emptyDocument(), tracks });
const HEIGHT = 600;
const sight = (scrollTop: number) => ({ scrollTop, height: HEIGHT });

const piecesOf = (mounted: Mounted, key: string): number =>
  ({ none: 0, header: 1, whole: 2 })[mounted.get(key) ?? 'none'];
const added = (before: Mounted, after: Mounted): number =>
  [...after.keys()].reduce((sum, key) => sum + piecesOf(after, key) - piecesOf(before, key), 0);

/** Frame by frame until nothing is left to be done. */
function rest(mounted: Mounted, scrollTop: number): Mounted {
  for (let frame = 0; frame < 500; frame += 1) {
    const next = mountMore(mounted, rows, sight(scrollTop));
    if (next === mounted) return mounted;
    mounted = next;
  }
  throw new Error('It goes on for ever.');
}

it('has every row in sight whole, wherever one scrolls to', () => {
  let mounted: Mounted = new Map();
  for (const top of [0, 37, 90, 2000, 2050, 0, 4000]) {
    mounted = mountedFor(mounted, rows, sight(top));
    const seen = rowsBetween(rows, top, top + HEIGHT);
    expect(seen.map(({ key }) => mounted.get(key))).toEqual(seen.map(() => 'whole'));
  }
});

it('mounts one piece a frame around them and takes one row away, until what is near is there and no other', () => {
  let mounted = rest(mountedFor(new Map(), rows, sight(1000)), 1000);
  const around = mounted.size;
  expect(around).toBeGreaterThan(rowsBetween(rows, 1000, 1000 + HEIGHT).length);
  const from = mountedFor(mounted, rows, sight(1200));
  mounted = from;
  for (let frame = 0; frame < 50; frame += 1) {
    const next = mountMore(mounted, rows, sight(1200));
    expect(added(mounted, next)).toBeLessThanOrEqual(1);
    expect([...mounted.keys()].filter((key) => !next.has(key)).length).toBeLessThanOrEqual(1);
    mounted = next;
  }
  expect(mounted).toEqual(rest(mountedFor(new Map(), rows, sight(1200)), 1200));
});

it('keeps none of the rows that were left with a jump', () => {
  const before = rest(mountedFor(new Map(), rows, sight(0)), 0);
  const after = mountedFor(before, rows, sight(4000));
  expect([...after.keys()].filter((key) => before.has(key))).toEqual([]);
});
