import { rowsBetween, type Row, type Rows } from './rows';

/** What of a row is mounted. A row in sight is whole; those around it come piece by piece. */
export type Mounted = ReadonlyMap<string, 'header' | 'whole'>;

/** Rows mounted beyond the window's edges, in CSS pixels. */
const OVERSCAN = 200;
/** Rows that are kept beyond those: they leave one by one, too. */
const LEAVING_MAX = 6;

type Sight = { scrollTop: number; height: number };

/**
 * What is to be mounted now: the rows in sight at once, and of those around them what there is already.
 * @param before what has been mounted until now
 */
export function mountedFor(before: Mounted, rows: Rows, { scrollTop, height }: Sight): Mounted {
  const seen = new Set(rowsBetween(rows, scrollTop, scrollTop + height));
  const near = new Set(rowsBetween(rows, scrollTop - OVERSCAN, scrollTop + height + OVERSCAN));
  const leaving = rows.list.filter(({ key }) => before.has(key)).filter((row) => !near.has(row));
  const mounted = new Map<string, 'header' | 'whole'>();
  for (const row of rows.list) {
    const piece = seen.has(row) ? 'whole' : before.get(row.key);
    if (piece && (near.has(row) || leaving.length <= LEAVING_MAX)) mounted.set(row.key, piece);
  }
  return mounted;
}

/**
 * A frame's work on the rows around those in sight: mounts a header or what belongs beside it, and takes one row away
 * that is no longer near.
 * @returns the same map when nothing is left to be done
 */
export function mountMore(mounted: Mounted, rows: Rows, { scrollTop, height }: Sight): Mounted {
  const near = rowsBetween(rows, scrollTop - OVERSCAN, scrollTop + height + OVERSCAN);
  const away = ({ top, height: own }: Row): number =>
    Math.max(scrollTop - top - own, top - scrollTop - height);
  const nearest = (list: Row[]): Row | undefined => list.sort((a, b) => away(a) - away(b))[0];
  const partial = nearest(near.filter(({ key }) => mounted.get(key) === 'header'));
  const missing = nearest(near.filter(({ key }) => !mounted.has(key)));
  const keys = new Set(near.map(({ key }) => key));
  const leaving = [...mounted.keys()].find((key) => !keys.has(key));
  if (!partial && !missing && leaving === undefined) return mounted;
  const next = new Map(mounted);
  if (partial) next.set(partial.key, 'whole');
  else if (missing) next.set(missing.key, 'header');
  if (leaving !== undefined) next.delete(leaving);
  return next;
}
