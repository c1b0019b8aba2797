import type { Route } from '../document/routing';

/** When sound that clips play at frame 0 enters and leaves a strip's effects; frames. */
export type Arrival = { readonly enters: number; readonly leaves: number };

/**
 * Latencies through the whole mixer. A strip's sound enters it when its latest input arrives; whatever arrives earlier
 * is to be delayed on its way there by `enters` of the destination minus `leaves` of where it comes from.
 * @param routes each before all that it plays into
 * @param latencyOf frames by which a strip's effects delay
 */
export function alignment(
  routes: readonly Route[],
  latencyOf: (id: string | 'master') => number,
): Map<string, Arrival> {
  const enters = new Map<string, number>();
  const arrivals = new Map<string, Arrival>();
  const settle = (id: string): void => {
    const at = enters.get(id) ?? 0;
    const leaves = at + latencyOf(id);
    arrivals.set(id, { enters: at, leaves });
  };
  for (const { track, output, sends } of routes) {
    settle(track.id);
    const leaves = arrivals.get(track.id)?.leaves ?? 0;
    for (const to of [output, ...sends.map(({ returnId }) => returnId)]) {
      enters.set(to, Math.max(enters.get(to) ?? 0, leaves));
    }
  }
  settle('master');
  return arrivals;
}
