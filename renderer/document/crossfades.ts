import type { Clip, Fade, ProjectDocument } from '../../preload/contract/document';
import { changeClip } from './edits/changed';
import type { Operation } from './operations';
import { clipEnd, clipsOfTrack, clipsOnTracks } from './select';

/** Two clips of a track of which the second begins in the first and ends after it; `length` samples lie in both. */
export type Overlap = { readonly first: Clip; readonly second: Clip; readonly length: number };

/** The overlaps among clips sorted by start. A clip that lies wholly in another is a layer and overlaps nothing. */
export function overlapsOf(clips: readonly Clip[]): Overlap[] {
  const overlaps: Overlap[] = [];
  let outer: Clip | null = null;
  for (const clip of clips) {
    if (outer && clipEnd(clip) <= clipEnd(outer)) continue;
    const length = outer ? clipEnd(outer) - clip.start : 0;
    if (outer && length > 0 && clip.start > outer.start)
      overlaps.push({ first: outer, second: clip, length });
    outer = clip;
  }
  return overlaps;
}

/**
 * A crossfade is an overlap through which one clip fades out while the other fades in. It is told by the fades' lengths,
 * so it needs no mark of its own, and one whose fades were changed by hand is left to the hand.
 */
export const isCrossfade = ({ first, second, length }: Overlap): boolean =>
  length > 0 && first.fadeOut.length === length && second.fadeIn.length === length;

/** Samples of the clip's crossfade with the clip before it (or behind it) on its track; 0: there is none. */
export function crossfadeLength(document: ProjectDocument, clip: Clip, side: 'before' | 'behind'): number {
  const clips = clipsOfTrack(document, clip.trackId);
  const other = clips[clips.indexOf(clip) + (side === 'before' ? -1 : 1)];
  if (!other) return 0;
  const [overlap] = overlapsOf(side === 'before' ? [other, clip] : [clip, other]);
  return overlap && isCrossfade(overlap) ? overlap.length : 0;
}

type Fades = { fadeIn?: Fade; fadeOut?: Fade };

/**
 * What follows for the fades on some tracks from an edit that led from `before` to `after`: a crossfade keeps to its
 * overlap and goes with it; with `make`, new or changed overlaps get an equal-power one.
 */
export function settleCrossfades(
  before: ProjectDocument,
  after: ProjectDocument,
  trackIds: Iterable<string>,
  make: boolean,
): Operation[] {
  const tracks = [...trackIds];
  const pairs = (document: ProjectDocument): Overlap[] =>
    [...clipsOnTracks(document, tracks).values()].flatMap(overlapsOf);
  const key = ({ first, second }: Overlap): string => `${first.id} ${second.id}`;
  const old = new Map(pairs(before).map((overlap) => [key(overlap), overlap]));
  const now = pairs(after);
  const fades = new Map<string, Fades>();
  const set = (id: string, fade: Fades): void => void fades.set(id, { ...fades.get(id), ...fade });

  for (const overlap of old.values()) {
    if (!isCrossfade(overlap)) continue;
    const { first, second, length } = overlap;
    const [a, b] = [after.clips[first.id], after.clips[second.id]];
    if (a?.fadeOut.length === length && (a !== first || b !== second))
      set(a.id, { fadeOut: { ...a.fadeOut, length: 0 } });
    if (b?.fadeIn.length === length && (a !== first || b !== second))
      set(b.id, { fadeIn: { ...b.fadeIn, length: 0 } });
  }
  const taken = new Map<string, number>();
  for (const overlap of now) {
    const { first, second, length } = overlap;
    const was = old.get(key(overlap));
    const wasCrossfade = was !== undefined && isCrossfade(was);
    const wanted = isCrossfade(overlap) || wasCrossfade || (make && was?.length !== length);
    // The part of the first clip that fades in from what is before it cannot fade out as well.
    if (!wanted || (taken.get(first.id) ?? 0) + length > first.length || length > second.length) continue;
    taken.set(second.id, length);
    const made = !wasCrossfade && !isCrossfade(overlap);
    const fade = (own: Fade): Fade => ({ ...(made ? { curve: 'equal-power', bend: 0 } : own), length });
    set(first.id, { fadeOut: fade(first.fadeOut) });
    set(second.id, { fadeIn: fade(second.fadeIn) });
  }
  return [...fades].flatMap(([id, wanted]) => {
    const clip = after.clips[id];
    return clip ? changeClip(clip, fitted(clip, wanted)) : [];
  });
}

/** Both fades of the clip, the one that was not asked for cut to the room that is left. */
function fitted(clip: Clip, { fadeIn, fadeOut }: Fades): { fadeIn: Fade; fadeOut: Fade } {
  const room = (other: Fade | undefined): number => clip.length - (other?.length ?? 0);
  const cut = (fade: Fade, most: number): Fade => (fade.length > most ? { ...fade, length: most } : fade);
  return {
    fadeIn: fadeIn ?? cut(clip.fadeIn, room(fadeOut)),
    fadeOut: fadeOut ?? cut(clip.fadeOut, room(fadeIn)),
  };
}
