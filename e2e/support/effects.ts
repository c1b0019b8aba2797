import type { Effect } from '../../preload/contract/document';

let count = 0;

/** An effect as it stands in a rack; parameters that are not given are at their defaults. */
export const effect = (type: string, params: Effect['params'] = {}): Effect => ({
  id: `effect-${(count += 1)}`,
  type,
  bypassed: false,
  params,
});
