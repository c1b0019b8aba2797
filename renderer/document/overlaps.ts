import type { Clip, ProjectDocument } from '../../preload/contract/document';
import type { OverlapPolicy } from './arranging';
import { settleCrossfades } from './crossfades';
import { changeClip } from './edits/changed';
import { dropUnusedSounds, replaceClip } from './edits/remove';
import { applyAll, type Operation } from './operations';
import { part, shortestClip } from './parts';
import { clipEnd, clipsOnTracks } from './select';

/** Clips that operations place anew: added ones, and those whose place or length changes. */
function placedBy(operations: readonly Operation[]): Set<string> {
  const placed = new Set<string>();
  for (const operation of operations) {
    if (operation.type === 'clip.add') placed.add(operation.clip.id);
    if (operation.type !== 'clip.set') continue;
    const { start, length, trackId } = operation.changes;
    if (start !== undefined || length !== undefined || trackId !== undefined) placed.add(operation.id);
  }
  return placed;
}

/** Tracks from which or to which the operations bring clips. */
function tracksOf(
  before: ProjectDocument,
  after: ProjectDocument,
  operations: readonly Operation[],
  placed: ReadonlySet<string>,
): Set<string> {
  const tracks = new Set<string>();
  const add = (clip: Clip | undefined): void => {
    if (clip) tracks.add(clip.trackId);
  };
  for (const id of placed) {
    add(before.clips[id]);
    add(after.clips[id]);
  }
  for (const operation of operations) {
    if (operation.type === 'clip.remove') add(before.clips[operation.id]);
  }
  return tracks;
}

/**
 * The operations, and what the overlap policy adds to them where the clips they place come to lie over others.
 * Crossfades that the overlap made go with the overlap.
 */
export function settleOverlaps(
  document: ProjectDocument,
  operations: readonly Operation[],
  policy: OverlapPolicy,
): Operation[] {
  const placed = placedBy(operations);
  const removes = operations.some(({ type }) => type === 'clip.remove');
  if (policy === 'keep' || (placed.size === 0 && !removes)) return [...operations];
  let after = applyAll(document, operations).document;
  const tracks = tracksOf(document, after, operations, placed);
  const all = [...operations];
  const add = (more: Operation[]): void => {
    if (more.length === 0) return;
    after = applyAll(after, more).document;
    all.push(...more);
  };
  const makesRoom = policy === 'trim' || policy === 'push';
  for (const clips of makesRoom ? clipsOnTracks(after, tracks).values() : []) {
    const over = clips.filter(({ id }) => placed.has(id));
    const under = clips.filter(({ id }) => !placed.has(id));
    if (policy === 'trim') add(dropUnusedSounds(after, cutAway(over, under, shortestClip(after))));
    if (policy === 'push') add(push(document, over, under));
  }
  add(settleCrossfades(document, after, tracks, policy === 'crossfade'));
  return all;
}

/** Cuts what lies beneath the placed clips out of the others. Slivers shorter than `least` samples go, too. */
function cutAway(over: readonly Clip[], under: readonly Clip[], least: number): Operation[] {
  return under.flatMap((clip) => {
    let pieces: Clip[] = [clip];
    for (const { start, length } of over) pieces = pieces.flatMap((piece) => outside(piece, start, length));
    return pieces.length === 1 && pieces[0] === clip
      ? []
      : replaceClip(
          clip,
          pieces.filter((piece) => piece === clip || piece.length >= least),
        );
  });
}

/** The parts of the clip before `start` and after `start + length`; the clip itself when they do not meet. */
export function outside(clip: Clip, start: number, length: number): Clip[] {
  const end = start + length;
  if (end <= clip.start || start >= clipEnd(clip)) return [clip];
  const pieces: Clip[] = [];
  if (start > clip.start) pieces.push(part(clip, 0, start - clip.start));
  if (end < clipEnd(clip)) pieces.push(part(clip, end - clip.start, clip.length));
  return pieces;
}

/**
 * Nothing is cut: the placed clips stand behind what begins before them, as one, and what begins under them moves
 * behind them, pushing on what it meets. An edge that was drawn out to the left stops at what is there.
 */
function push(before: ProjectDocument, over: readonly Clip[], under: readonly Clip[]): Operation[] {
  const operations: Operation[] = [];
  const endBefore = ({ start }: Clip): number =>
    Math.max(0, ...under.filter((clip) => clip.start < start).map(clipEnd));
  let shift = 0;
  const kept = over.map((clip) => {
    const old = before.clips[clip.id];
    const need = endBefore(clip) - clip.start;
    if (need <= 0) return clip;
    const drawnOut = old && old.trackId === clip.trackId && clipEnd(old) === clipEnd(clip);
    if (drawnOut && need < clip.length) return part(clip, need, clip.length);
    shift = Math.max(shift, need);
    return clip;
  });
  const settled = kept.map((clip) => (shift > 0 ? { ...clip, start: clip.start + shift } : clip));
  settled.forEach((clip, index) => {
    const from = over[index];
    if (from) operations.push(...changeClip(from, clip));
  });
  let previous: { end: number; movedEnd: number } | null = null;
  for (const clip of under) {
    let start = clip.start;
    // What overlapped before may go on doing so: only what is new is pushed.
    if (previous) start = Math.max(start, previous.movedEnd - Math.max(0, previous.end - clip.start));
    for (const { start: from, length } of settled) {
      if (start < from + length && start + clip.length > from) start = from + length;
    }
    previous = { end: clipEnd(clip), movedEnd: start + clip.length };
    operations.push(...changeClip(clip, { start }));
  }
  return operations;
}
