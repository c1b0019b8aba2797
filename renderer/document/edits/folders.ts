import type { ProjectDocument, Track } from '../../../preload/contract/document';
import { newTrack } from '../factory';
import type { Operation } from '../operations';
import { trackById, trackIndex } from '../select';

/** Where tracks go: into a group or (null) to the top level, before another track of it or (null) at its end. */
export type TrackPlace = { readonly groupId: string | null; readonly beforeId: string | null };

type Tracks = Pick<ProjectDocument, 'tracks'>;

/** The track and everything in it, in the document's order. */
export function branchOf({ tracks }: Tracks, id: string): Track[] {
  const inside = new Set([id]);
  // A group may stand behind what is in it: look until nothing is added.
  for (let size = 0; size !== inside.size;) {
    size = inside.size;
    for (const track of tracks) if (track.groupId !== null && inside.has(track.groupId)) inside.add(track.id);
  }
  return tracks.filter((track) => inside.has(track.id));
}

/** The groups that the track lies in, the nearest first. */
export function groupsAround({ tracks }: Tracks, track: Track): Track[] {
  const around: Track[] = [];
  let id = track.groupId;
  while (id !== null) {
    const group = tracks.find((candidate) => candidate.id === id);
    if (!group || around.includes(group)) break;
    around.push(group);
    id = group.groupId;
  }
  return around;
}

/** Every track after the group it is in and beside the others of it: the order that the timeline shows. */
function inTreeOrder(tracks: readonly Track[]): Track[] {
  const known = new Set(tracks.map(({ id }) => id));
  const ordered: Track[] = [];
  const branch = (groupId: string | null): void => {
    for (const track of tracks) {
      const parent = track.groupId !== null && known.has(track.groupId) ? track.groupId : null;
      if (parent !== groupId) continue;
      ordered.push(track);
      branch(track.id);
    }
  };
  branch(null);
  return ordered;
}

/** The moves that turn one order into another. */
function reorder(from: readonly Track[], to: readonly Track[]): Operation[] {
  const ids = from.map(({ id }) => id);
  const operations: Operation[] = [];
  to.forEach(({ id }, index) => {
    const at = ids.indexOf(id);
    if (at === index || at === -1) return;
    ids.splice(at, 1);
    ids.splice(index, 0, id);
    operations.push({ type: 'track.move', id, index });
  });
  return operations;
}

/** Moves a track, with everything in it, to another place. Nothing when the place lies in the track itself. */
export function placeTrack(document: ProjectDocument, id: string, place: TrackPlace): Operation[] {
  const track = trackById(document, id);
  const branch = new Set(branchOf(document, id).map((inside) => inside.id));
  if (!track || (place.groupId !== null && branch.has(place.groupId))) return [];
  if (place.beforeId !== null && branch.has(place.beforeId)) return [];
  const moved = { ...track, groupId: place.groupId };
  const others = document.tracks.filter((other) => other.id !== id);
  const at = others.findIndex((other) => other.id === place.beforeId);
  const wanted = inTreeOrder(at === -1 ? [...others, moved] : others.toSpliced(at, 0, moved));
  const operations: Operation[] = [];
  if (track.groupId !== place.groupId) {
    operations.push({ type: 'track.set', id, changes: { groupId: place.groupId } });
  }
  return [...operations, ...reorder(document.tracks, wanted)];
}

/** A new group in the place of the first of the tracks, with all of them in it. */
export function groupTracks(document: ProjectDocument, ids: readonly string[], name: string): Operation[] {
  const chosen = document.tracks.filter((track) => ids.includes(track.id));
  // What lies in a chosen group comes along with it.
  const tops = chosen.filter(
    (track) => !groupsAround(document, track).some((group) => ids.includes(group.id)),
  );
  const [first] = tops;
  if (!first) return [];
  const index = trackIndex(document, first.id);
  const group: Track = {
    ...newTrack(document.tracks.length, name),
    kind: 'group',
    colour: first.colour,
    groupId: first.groupId,
  };
  const within = new Set(tops.map(({ id }) => id));
  const added = document.tracks.toSpliced(index, 0, group);
  const wanted = inTreeOrder(
    added.map((track) => (within.has(track.id) ? { ...track, groupId: group.id } : track)),
  );
  return [
    { type: 'track.add', track: group, index },
    ...tops.map(({ id }): Operation => ({ type: 'track.set', id, changes: { groupId: group.id } })),
    ...reorder(added, wanted),
  ];
}

/** Takes the group away; what was in it stands where the group stood. Its own effects and automation go with it. */
export function dissolveGroup(document: ProjectDocument, id: string): Operation[] {
  const group = trackById(document, id);
  if (group?.kind !== 'group') return [];
  const lifted = document.tracks.map((track) =>
    track.groupId === id ? { ...track, groupId: group.groupId } : track,
  );
  const kept = lifted.filter((track) => track.id !== id);
  const remaining = document.tracks.filter((track) => track.id !== id);
  return [
    ...lifted.flatMap((track, index): Operation[] =>
      track.groupId === document.tracks[index]?.groupId
        ? []
        : [{ type: 'track.set', id: track.id, changes: { groupId: track.groupId } }],
    ),
    { type: 'track.remove', id },
    ...reorder(remaining, inTreeOrder(kept)),
  ];
}

/**
 * The place one row up or down from where the track stands: past its neighbour, into an open group beside it, or out
 * of its own at either end. null where there is none.
 */
export function placeBeside({ tracks }: Tracks, id: string, rows: 1 | -1): TrackPlace | null {
  const ordered = inTreeOrder(tracks);
  const track = ordered.find((candidate) => candidate.id === id);
  if (!track) return null;
  const siblings = ordered.filter((other) => other.groupId === track.groupId);
  const at = siblings.indexOf(track);
  const neighbour = siblings[at + rows];
  const opens = neighbour?.kind === 'group' && !neighbour.collapsed;
  if (neighbour && opens) {
    const first = ordered.find((other) => other.groupId === neighbour.id);
    return { groupId: neighbour.id, beforeId: rows === 1 ? (first?.id ?? null) : null };
  }
  if (neighbour) {
    const before = rows === 1 ? siblings[at + 2] : neighbour;
    return { groupId: track.groupId, beforeId: before?.id ?? null };
  }
  const group = ordered.find((candidate) => candidate.id === track.groupId);
  if (!group) return null;
  if (rows === -1) return { groupId: group.groupId, beforeId: group.id };
  const uncles = ordered.filter((other) => other.groupId === group.groupId);
  return { groupId: group.groupId, beforeId: uncles[uncles.indexOf(group) + 1]?.id ?? null };
}
