import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { soundLength } from '../factory';
import { fitFades } from '../fades';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** Shortest clip an edit leaves, in samples: 1 ms, below which nobody finds it again on the screen. */
export const shortestClip = (document: ProjectDocument): number => Math.ceil(document.sampleRate / 1000);

/** Samples of sound after the clip's end that a trim can bring back. */
function hiddenAfter(document: ProjectDocument, clip: Clip): number {
  const sound = document.sounds[clip.soundId];
  const whole = sound ? soundLength(sound, document.sampleRate) : clip.offset + clip.length;
  return Math.max(0, whole - clip.offset - clip.length);
}

/**
 * Moves the clips' left edges by `delta` samples; what is heard stays where it is in time. Each clip stops at the
 * beginning of its sound, at the project's start and at the shortest length.
 */
export function trimStart(document: ProjectDocument, ids: Iterable<string>, delta: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    const most = Math.max(0, clip.length - shortestClip(document));
    const by = Math.min(most, Math.max(Math.round(delta), -clip.offset, -clip.start));
    const length = clip.length - by;
    return changeClip(clip, {
      start: clip.start + by,
      offset: clip.offset + by,
      length,
      ...fitFades(clip, length),
    });
  });
}

/** Moves the clips' right edges by `delta` samples, at most to the end of their sounds. */
export function trimEnd(document: ProjectDocument, ids: Iterable<string>, delta: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    const least = Math.min(clip.length, shortestClip(document));
    const length = Math.min(
      clip.length + hiddenAfter(document, clip),
      Math.max(least, clip.length + Math.round(delta)),
    );
    return changeClip(clip, { length, ...fitFades(clip, length) });
  });
}
