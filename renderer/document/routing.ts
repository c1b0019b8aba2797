import type { Send, Track } from '../../preload/contract/document';

/** Where a strip's sound goes: a group's or a return's track id, or the master. */
export type Destination = string | 'master';

export type Route = {
  readonly track: Track;
  readonly output: Destination;
  /** those that lead somewhere and close no circle */
  readonly sends: readonly Send[];
  /** what leaves its effects is heard, through its output or a send: neither mute nor solo silences it */
  readonly audible: boolean;
  /** it plays into its output; false while only a return that it sends to is soloed */
  readonly direct: boolean;
};

type Known = ReadonlyMap<string, Track>;

/** The groups that a track is in, nearest first; a circle (which no edit makes) ends where it would close. */
export function groupsOf(tracks: Known, track: Track): Track[] {
  const groups: Track[] = [];
  let group = track.groupId === null ? undefined : tracks.get(track.groupId);
  while (group?.kind === 'group' && group !== track && !groups.includes(group)) {
    groups.push(group);
    group = group.groupId === null ? undefined : tracks.get(group.groupId);
  }
  return groups;
}

/**
 * Solo in place: a soloed track is heard through its groups, a soloed group with all that plays into it, and returns
 * stay. A soloed return is heard alone, with what is sent to it. Mute of a group silences its tracks, sends included.
 */
function hearing(
  known: Known,
  tracks: readonly Track[],
): (track: Track) => Pick<Route, 'audible' | 'direct'> {
  const soloed = tracks.filter((track) => track.soloed && track.kind !== 'return');
  const soloedReturns = new Set(
    tracks.filter((track) => track.soloed && track.kind === 'return').map(({ id }) => id),
  );
  const through = new Set(soloed.flatMap((track) => groupsOf(known, track)).map(({ id }) => id));
  return (track) => {
    const groups = groupsOf(known, track);
    if (track.muted || groups.some(({ muted }) => muted)) return { audible: false, direct: false };
    if (track.kind === 'return') {
      const heard = soloedReturns.size === 0 || track.soloed;
      return { audible: heard, direct: heard };
    }
    const direct =
      (soloed.length === 0 && soloedReturns.size === 0) ||
      track.soloed ||
      through.has(track.id) ||
      groups.some((group) => group.soloed);
    // A group of tracks that send to a soloed return needs no sound of its own for that.
    const feeds = soloed.length === 0 && track.sends.some(({ returnId }) => soloedReturns.has(returnId));
    return { audible: direct || feeds, direct };
  };
}

/**
 * How the tracks play into each other, each before all that it plays into: the master can be built from the end of the
 * list backwards, latencies added up from its beginning. No circle is left: a send that would close one is left out.
 */
export function routing(tracks: readonly Track[]): Route[] {
  const known = new Map(tracks.map((track) => [track.id, track]));
  const hear = hearing(known, tracks);
  const routes = new Map<string, Route>();
  const reached = new Map<string, Set<string>>();
  /** everything that sound of a track gets into, itself included */
  const reach = (id: string): Set<string> => reached.get(id) ?? new Set([id]);
  const join = (from: string, to: string): void => {
    const target = reach(to);
    for (const { id } of tracks) {
      const set = reach(id);
      if (!set.has(from)) continue;
      for (const further of target) set.add(further);
      reached.set(id, set);
    }
  };
  const outputs = new Map<string, Destination>();
  for (const track of tracks) {
    const output = groupsOf(known, track)[0]?.id ?? 'master';
    const free = output === 'master' || !reach(output).has(track.id);
    outputs.set(track.id, free ? output : 'master');
    if (free && output !== 'master') join(track.id, output);
  }
  for (const track of tracks) {
    const sends = track.sends.filter(({ returnId }) => {
      if (known.get(returnId)?.kind !== 'return' || reach(returnId).has(track.id)) return false;
      join(track.id, returnId);
      return true;
    });
    routes.set(track.id, { track, output: outputs.get(track.id) ?? 'master', sends, ...hear(track) });
  }
  return sorted(routes);
}

/** Whether a send from one track to another would let sound run in a circle. */
export function closesCircle(tracks: readonly Track[], from: string, to: string): boolean {
  const next = new Map(
    routing(tracks).map(({ track, output, sends }) => [
      track.id,
      [output, ...sends.map((send) => send.returnId)],
    ]),
  );
  const seen = new Set<string>();
  const visit = (id: string): boolean => {
    if (id === from) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return (next.get(id) ?? []).some(visit);
  };
  return visit(to);
}

function sorted(routes: ReadonlyMap<string, Route>): Route[] {
  const done = new Set<string>();
  const backwards: Route[] = [];
  const visit = (id: string): void => {
    const route = routes.get(id);
    if (!route || done.has(id)) return;
    done.add(id);
    visit(route.output);
    for (const { returnId } of route.sends) visit(returnId);
    backwards.push(route);
  };
  for (const id of routes.keys()) visit(id);
  return backwards.reverse();
}
