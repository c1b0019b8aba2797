import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { TimeRange } from '../arranging';
import type { Operation } from '../operations';
import { outside } from '../overlaps';
import { part } from '../parts';
import { clipEnd, clipsOnTracks } from '../select';
import { changeClip } from './changed';
import { copyClips, type CopiedClips } from './clipboard';
import { clipTracks } from './move';
import { dropUnusedSounds, replaceClip } from './remove';
import { shiftAutomation, shiftProject, type TimeMap } from './shift-time';
import { splitClip } from './split';

const clipsIn = (document: ProjectDocument, range: TimeRange): Clip[] =>
  [...clipsOnTracks(document, range.trackIds).values()].flat();

const meets = (clip: Clip, { start, end }: TimeRange): boolean => clip.start < end && clipEnd(clip) > start;

const isEmpty = ({ start, end }: TimeRange): boolean => end <= start;

/** True when the range holds every track that clips can be on: then the project's own time is meant. */
export const spansProject = (document: ProjectDocument, { trackIds }: TimeRange): boolean => {
  const ids = new Set(trackIds);
  return clipTracks(document).every(({ id }) => ids.has(id));
};

/** Cuts what lies in the range out of the clips there; what is behind stays where it is. */
export function clearRange(document: ProjectDocument, range: TimeRange): Operation[] {
  if (isEmpty(range)) return [];
  const hit = clipsIn(document, range).filter((clip) => meets(clip, range));
  return dropUnusedSounds(
    document,
    hit.flatMap((clip) => replaceClip(clip, outside(clip, range.start, range.end - range.start))),
  );
}

/** Keeps what lies in the range and removes the rest of the tracks. */
export function cropToRange(document: ProjectDocument, range: TimeRange): Operation[] {
  if (isEmpty(range)) return [];
  return dropUnusedSounds(
    document,
    clipsIn(document, range).flatMap((clip) => {
      const inside = within(clip, range);
      return inside === clip ? [] : replaceClip(clip, inside ? [inside] : []);
    }),
  );
}

/** The part of the clip that lies in the range, the clip itself when it lies there whole; null: none of it does. */
function within(clip: Clip, range: TimeRange): Clip | null {
  if (!meets(clip, range)) return null;
  if (clip.start >= range.start && clipEnd(clip) <= range.end) return clip;
  return part(clip, Math.max(0, range.start - clip.start), Math.min(clip.length, range.end - clip.start));
}

/** Splits what lies under the range's two edges. */
export const splitAtRange = (document: ProjectDocument, range: TimeRange): Operation[] =>
  isEmpty(range) ? [] : clipsIn(document, range).flatMap((clip) => splitClip(clip, [range.start, range.end]));

/** What lies in the range, with the silence around it: pasted, it takes as long as the range did. */
export function copyRange(document: ProjectDocument, range: TimeRange): CopiedClips | null {
  if (isEmpty(range)) return null;
  const inside = clipsIn(document, range).flatMap((clip) => within(clip, range) ?? []);
  const copied = copyClips({ ...document, clips: Object.fromEntries(inside.map((clip) => [clip.id, clip])) });
  if (!copied) return null;
  const first = Math.min(...inside.map((clip) => clip.start));
  return {
    ...copied,
    length: range.end - range.start,
    items: copied.items.map((item) => ({ ...item, time: item.time + first - range.start })),
  };
}

/** Cuts the range out and closes the gap: what is behind comes forward, automation with it. */
export function deleteTime(document: ProjectDocument, range: TimeRange): Operation[] {
  if (isEmpty(range)) return [];
  const { start, end } = range;
  const edge = (at: number): number => (at <= start ? at : Math.max(start, at - (end - start)));
  const operations = clipsIn(document, range).flatMap((clip) => {
    if (clipEnd(clip) <= start) return [];
    const pieces = outside(clip, start, end - start);
    return replaceClip(
      clip,
      pieces.map((piece) => (piece.start >= end ? { ...piece, start: edge(piece.start) } : piece)),
    );
  });
  return dropUnusedSounds(document, [
    ...operations,
    ...shiftOthers(document, range, (at) => (at > start && at < end ? null : edge(at)), edge),
  ]);
}

/** Makes room for the range's length at its start: clips that lie there are split, what is behind goes back. */
export function insertTime(document: ProjectDocument, range: TimeRange): Operation[] {
  if (isEmpty(range)) return [];
  const { start, end } = range;
  const edge = (at: number): number => (at < start ? at : at + end - start);
  const operations = clipsIn(document, range).flatMap((clip) => {
    if (clipEnd(clip) <= start) return [];
    if (clip.start >= start) return changeClip(clip, { start: edge(clip.start) });
    const cut = start - clip.start;
    const behind = part(clip, cut, clip.length);
    return replaceClip(clip, [part(clip, 0, cut), { ...behind, start: end }]);
  });
  return [...operations, ...shiftOthers(document, range, edge, edge)];
}

function shiftOthers(
  document: ProjectDocument,
  range: TimeRange,
  map: TimeMap,
  edge: (at: number) => number,
): Operation[] {
  return spansProject(document, range)
    ? [
        ...shiftAutomation(
          document,
          document.tracks.map(({ id }) => id),
          map,
        ),
        ...shiftProject(document, map, edge),
      ]
    : shiftAutomation(document, range.trackIds, map);
}

/** Moves clips forward until each begins where the one before it on the track ends; overlaps stay as they are. */
export function closeGaps(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const chosen = new Set(ids);
  const tracks = new Set([...chosen].flatMap((id) => document.clips[id]?.trackId ?? []));
  const operations: Operation[] = [];
  for (const clips of clipsOnTracks(document, tracks).values()) {
    let end: number | null = null;
    let closed = 0;
    for (const clip of clips.filter(({ id }) => chosen.has(id))) {
      if (end !== null && clip.start > end) closed += clip.start - end;
      end = Math.max(end ?? 0, clipEnd(clip));
      operations.push(...changeClip(clip, { start: clip.start - closed }));
    }
  }
  return operations;
}
