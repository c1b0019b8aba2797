import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { roomBefore, shortestClip, sourceLengthOf, withLength, withStartMoved } from '../parts';
import { clipsById } from '../select';
import { changeClip } from './changed';

/**
 * Moves the clips' left edges by `delta` samples; what is heard stays where it is in time. Each clip stops at the
 * beginning of its sound (a loop goes on), at the project's start and at the shortest length.
 */
export function trimStart(document: ProjectDocument, ids: Iterable<string>, delta: number): Operation[] {
  const least = shortestClip(document);
  return clipsById(document, ids).flatMap((clip) => {
    const most = Math.max(0, clip.length - least);
    const by = Math.min(most, Math.max(Math.round(delta), roomBefore(clip)));
    return changeClip(clip, withStartMoved(clip, by));
  });
}

/**
 * Moves the clips' right edges by `delta` samples. Past the end of its sound a clip begins to loop, over what it shows
 * from its left edge on; a loop that no longer repeats is none.
 */
export function trimEnd(document: ProjectDocument, ids: Iterable<string>, delta: number): Operation[] {
  const shortest = shortestClip(document);
  return clipsById(document, ids).flatMap((clip) => {
    const least = Math.min(clip.length, shortest);
    const length = Math.max(least, clip.length + Math.round(delta));
    return changeClip(clip, { ...withLength(clip, length), loop: loopFor(document, clip, length) });
  });
}

function loopFor(document: ProjectDocument, clip: Clip, length: number): Clip['loop'] {
  const whole = sourceLengthOf(document, clip);
  const { offset, loop } = clip;
  const toEnd = whole - offset;
  if (!loop) return length > toEnd && toEnd > 0 ? { start: offset, length: toEnd } : null;
  const unheard = loop.start === offset && loop.start + loop.length === whole && length <= loop.length;
  return unheard ? null : loop;
}
