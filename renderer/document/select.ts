import type { Clip, ProjectDocument, Track } from '../../preload/contract/document';

type Clips = ProjectDocument['clips'];

/** First sample after the clip. */
export const clipEnd = (clip: Clip): number => clip.start + clip.length;

/** Earlier clips first; ids decide between equal starts, so that the order never depends on edit history. */
export const byStart = (a: Clip, b: Clip): number => a.start - b.start || (a.id < b.id ? -1 : 1);

const noClips: readonly Clip[] = [];
let latest: { clips: Clips; byTrack: ReadonlyMap<string, readonly Clip[]> } | null = null;

function sameElements(a: readonly Clip[], b: readonly Clip[]): boolean {
  return a.length === b.length && a.every((clip, index) => clip === b[index]);
}

/**
 * Clips by track, each list sorted by start. Built once per `clips` record, and a track whose clips did not change
 * keeps its very list, so that an edit re-renders only the lanes it touched.
 */
export function clipsByTrack(document: ProjectDocument): ReadonlyMap<string, readonly Clip[]> {
  if (latest?.clips === document.clips) return latest.byTrack;
  const byTrack = new Map<string, Clip[]>();
  for (const clip of Object.values(document.clips)) {
    const list = byTrack.get(clip.trackId);
    if (list) list.push(clip);
    else byTrack.set(clip.trackId, [clip]);
  }
  const stable = new Map<string, readonly Clip[]>();
  for (const [trackId, list] of byTrack) {
    list.sort(byStart);
    const before = latest?.byTrack.get(trackId);
    stable.set(trackId, before && sameElements(before, list) ? before : list);
  }
  latest = { clips: document.clips, byTrack: stable };
  return stable;
}

export function clipsOfTrack(document: ProjectDocument, trackId: string): readonly Clip[] {
  return clipsByTrack(document).get(trackId) ?? noClips;
}

/** Clips of just these tracks, each list by start: for documents on the way to an edit, which nobody shows. */
export function clipsOnTracks(document: ProjectDocument, trackIds: Iterable<string>): Map<string, Clip[]> {
  const byTrack = new Map<string, Clip[]>();
  for (const id of trackIds) byTrack.set(id, []);
  for (const id in document.clips) {
    const clip = document.clips[id];
    if (clip) byTrack.get(clip.trackId)?.push(clip);
  }
  for (const list of byTrack.values()) list.sort(byStart);
  return byTrack;
}

/** The clip drawn on top at `time`: of overlapping clips the one that starts last. */
export function clipAt(document: ProjectDocument, trackId: string, time: number): Clip | null {
  return (
    clipsOfTrack(document, trackId).findLast((clip) => clip.start <= time && time < clipEnd(clip)) ?? null
  );
}

const ends = new WeakMap<Clips, number>();

/** First sample after the last clip; 0 for an empty project. Worked out once per `clips` record. */
export function projectEnd({ clips }: Pick<ProjectDocument, 'clips'>): number {
  const known = ends.get(clips);
  if (known !== undefined) return known;
  let end = 0;
  for (const id in clips) {
    const clip = clips[id];
    if (clip) end = Math.max(end, clipEnd(clip));
  }
  ends.set(clips, end);
  return end;
}

/** Start and end of the given clips together; null when none of them exists. */
export function extent(
  document: ProjectDocument,
  ids: Iterable<string>,
): { start: number; end: number } | null {
  let start = Infinity;
  let end = -Infinity;
  for (const clip of clipsById(document, ids)) {
    start = Math.min(start, clip.start);
    end = Math.max(end, clipEnd(clip));
  }
  return end === -Infinity ? null : { start, end };
}

/** The clips that exist among `ids`, in the order given: a selection may name clips that undo has taken away. */
export function clipsById(document: ProjectDocument, ids: Iterable<string>): Clip[] {
  const found: Clip[] = [];
  for (const id of ids) {
    const clip = document.clips[id];
    if (clip) found.push(clip);
  }
  return found;
}

/** Position of the track in the document, or -1. */
export function trackIndex(document: ProjectDocument, trackId: string): number {
  return document.tracks.findIndex((track) => track.id === trackId);
}

export function trackById(document: ProjectDocument, trackId: string): Track | null {
  return document.tracks.find((track) => track.id === trackId) ?? null;
}

let latestSilence: { tracks: readonly Track[]; silenced: ReadonlySet<string> } | null = null;

/**
 * Ids of the tracks that solo or mute keeps from being heard. A group's mute and solo hold for what is in it, and a
 * soloed track opens the groups it plays through. Returns are heard whatever is soloed: nothing else feeds them.
 */
export function silencedTracks({ tracks }: Pick<ProjectDocument, 'tracks'>): ReadonlySet<string> {
  if (latestSilence?.tracks === tracks) return latestSilence.silenced;
  const byId = new Map(tracks.map((track) => [track.id, track]));
  /** the track and the groups it plays through */
  const path = (track: Track): Track[] => {
    const way = [track];
    for (let id = track.groupId; id !== null;) {
      const group = byId.get(id);
      if (!group || way.includes(group)) break;
      way.push(group);
      id = group.groupId;
    }
    return way;
  };
  const soloed = tracks.filter((track) => track.soloed);
  const opened = new Set(soloed.flatMap((track) => path(track).map(({ id }) => id)));
  const silenced = new Set<string>();
  for (const track of tracks) {
    const way = path(track);
    const heard =
      soloed.length === 0 ||
      track.kind === 'return' ||
      opened.has(track.id) ||
      way.some((step) => step.soloed);
    if (!heard || way.some((step) => step.muted)) silenced.add(track.id);
  }
  latestSilence = { tracks, silenced };
  return silenced;
}

/** True when solo or mute keeps the track from being heard. */
export const isSilenced = (document: Pick<ProjectDocument, 'tracks'>, track: Track): boolean =>
  silencedTracks(document).has(track.id);
