import type { Clip, ProjectDocument } from '../../preload/contract/document';
import type { Ripple } from './arranging';
import { changeClip } from './edits/changed';
import { clipTracks } from './edits/move';
import { removeClips } from './edits/remove';
import { shiftAutomation, shiftProject } from './edits/shift-time';
import { trimEnd, trimStart } from './edits/trim';
import { applyAll, type Operation } from './operations';
import { clipEnd, clipsById, clipsOnTracks } from './select';

type Span = { start: number; end: number };

/** The clips together with those behind them that ripple takes along: on their tracks, or on all. */
export function followers(document: ProjectDocument, ids: readonly string[], ripple: Ripple): string[] {
  if (ripple === 'off') return [...ids];
  const from = new Map<string, number>();
  for (const { trackId, start } of clipsById(document, ids)) {
    const key = ripple === 'all' ? '' : trackId;
    from.set(key, Math.min(from.get(key) ?? Infinity, start));
  }
  const all = new Set(ids);
  for (const id in document.clips) {
    const clip = document.clips[id];
    const first = clip && from.get(ripple === 'all' ? '' : clip.trackId);
    if (first !== undefined && clip && clip.start >= first) all.add(id);
  }
  return [...all];
}

/** Sorted spans that touch or overlap, as one. */
function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

/** Where a moment comes to lie when the spans are cut out of time. */
const closed =
  (spans: readonly Span[]) =>
  (at: number): number =>
    spans.reduce((moved, { start, end }) => moved - Math.max(0, Math.min(at, end) - start), at);

/** Removes clips; what is behind them on the track (or on all tracks) comes forward by the time they took. */
export function rippleRemove(document: ProjectDocument, ids: readonly string[], ripple: Ripple): Operation[] {
  const removed = removeClips(document, ids);
  if (ripple === 'off') return removed;
  const gone = new Set(ids);
  const clips = clipsById(document, gone);
  const spanOf = (clip: Clip): Span => ({ start: clip.start, end: clipEnd(clip) });
  const everywhere = ripple === 'all' ? merged(clips.map(spanOf)) : null;
  const tracks = everywhere
    ? document.tracks.map(({ id }) => id)
    : [...new Set(clips.map((clip) => clip.trackId))];
  const moves: Operation[] = [];
  for (const [trackId, list] of clipsOnTracks(document, tracks)) {
    const spans = everywhere ?? merged(clips.filter((clip) => clip.trackId === trackId).map(spanOf));
    const map = closed(spans);
    for (const clip of list) {
      if (!gone.has(clip.id)) moves.push(...changeClip(clip, { start: map(clip.start) }));
    }
    moves.push(...shiftAutomation(document, [trackId], cutting(spans)));
  }
  if (everywhere) moves.push(...shiftProject(document, cutting(everywhere), closed(everywhere)));
  return [...removed, ...moves];
}

/** As `closed`, for points: those within a span are cut out with it. */
const cutting =
  (spans: readonly Span[]) =>
  (at: number): number | null =>
    spans.some(({ start, end }) => at > start && at < end) ? null : closed(spans)(at);

/**
 * Makes room of `length` samples at `time` on the tracks (on all tracks with ripple for all): clips that begin there or
 * later go back. Without ripple it changes nothing.
 */
export function openGap(
  document: ProjectDocument,
  trackIds: readonly string[],
  time: number,
  length: number,
  ripple: Ripple,
): Operation[] {
  if (ripple === 'off' || length <= 0) return [];
  const tracks = ripple === 'all' ? document.tracks.map(({ id }) => id) : trackIds;
  const later = (at: number): number => (at < time ? at : at + length);
  const moves = [...clipsOnTracks(document, tracks).values()]
    .flat()
    .flatMap((clip) => changeClip(clip, { start: later(clip.start) }));
  const rest = ripple === 'all' ? shiftProject(document, later, later) : [];
  return [...moves, ...shiftAutomation(document, tracks, later), ...rest];
}

/**
 * Trims clips so that what is behind keeps its distance: it follows the right edge, and at a left edge the clip stays
 * where it begins and gives or takes the time behind it.
 */
export function rippleTrim(
  document: ProjectDocument,
  ids: readonly string[],
  edge: 'start' | 'end',
  delta: number,
  ripple: Ripple,
): Operation[] {
  const trim = edge === 'start' ? trimStart : trimEnd;
  const trimmed = trim(document, ids, delta);
  if (ripple === 'off' || trimmed.length === 0) return trimmed;
  const after = applyAll(document, trimmed).document;
  /** how much longer each trimmed clip became, at the moment from which others follow it */
  const growths = clipsById(document, ids).flatMap((clip) => {
    const now = after.clips[clip.id];
    return now ? [{ clip, at: clipEnd(clip), by: now.length - clip.length }] : [];
  });
  const chosen = new Set(ids);
  const growthBefore = (clip: Clip): number => {
    const earlier = growths.filter(
      (growth) =>
        growth.clip.id !== clip.id &&
        growth.at <= clip.start &&
        (ripple === 'all' || growth.clip.trackId === clip.trackId),
    );
    if (ripple === 'track') return earlier.reduce((sum, { by }) => sum + by, 0);
    // Edges that lie at one time on several tracks give their time once.
    return [...new Map(earlier.map(({ at, by }) => [at, by])).values()].reduce((sum, by) => sum + by, 0);
  };
  const tracks =
    ripple === 'all'
      ? clipTracks(document).map(({ id }) => id)
      : [...new Set(growths.map(({ clip }) => clip.trackId))];
  const moves = [...clipsOnTracks(after, tracks).values()].flat().flatMap((clip) => {
    const was = document.clips[clip.id];
    if (!was) return [];
    const base = chosen.has(clip.id) ? was.start : clip.start;
    return changeClip(clip, { start: Math.max(0, base + growthBefore(was)) });
  });
  return [...trimmed, ...moves];
}
