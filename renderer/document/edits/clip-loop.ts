import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { sourceLengthOf, withLength } from '../parts';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** What each clip shows now becomes what it repeats; drawn out, it goes round. */
export function loopParts(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    if (clip.loop) return [];
    const length = Math.min(clip.length, sourceLengthOf(document, clip) - clip.offset);
    return changeClip(clip, { loop: { start: clip.offset, length } });
  });
}

/** Ends the clips' loops: what is left is the first round, up to the end of the sound. */
export function endLoops(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    if (!clip.loop) return [];
    const length = Math.min(clip.length, clip.loop.start + clip.loop.length - clip.offset);
    return changeClip(clip, { ...withLength(clip, length), loop: null });
  });
}

/** Samples after the clip's start at which its loop begins anew. */
export function loopNotches(clip: Pick<Clip, 'loop' | 'offset' | 'length'>, most = 2000): number[] {
  const { loop, offset, length } = clip;
  if (!loop) return [];
  const first = loop.start + loop.length - offset;
  const count = Math.min(most, Math.max(0, Math.ceil((length - first) / loop.length)));
  return Array.from({ length: count }, (_, index) => first + index * loop.length);
}
