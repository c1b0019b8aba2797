import type { Clip, FadeCurve, ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { clipEnd, clipsById } from '../select';
import { changeClip } from './changed';

export type FadeSide = 'fadeIn' | 'fadeOut';
const otherSide = { fadeIn: 'fadeOut', fadeOut: 'fadeIn' } as const;

const withFade = (clip: Clip, side: FadeSide, changes: Partial<Clip['fadeIn']>): Operation[] =>
  changeClip(clip, { [side]: { ...clip[side], ...changes } });

/** Sets the fade's length in samples; it stops where the other fade begins. */
export function setFadeLength(
  document: ProjectDocument,
  ids: Iterable<string>,
  side: FadeSide,
  length: number,
): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    const room = Math.max(0, clip.length - clip[otherSide[side]].length);
    return withFade(clip, side, { length: Math.min(room, Math.max(0, Math.round(length))) });
  });
}

/** A named curve has no bend: it is what its name says. */
export function setFadeCurve(
  document: ProjectDocument,
  ids: Iterable<string>,
  side: FadeSide,
  curve: FadeCurve,
): Operation[] {
  return clipsById(document, ids).flatMap((clip) =>
    curve === clip[side].curve ? [] : withFade(clip, side, { curve, bend: 0 }),
  );
}

/** Adds to the fades' bend, -1 to 1, in hundredths. */
export function bendFades(
  document: ProjectDocument,
  ids: Iterable<string>,
  side: FadeSide,
  by: number,
): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    const bend = Math.round((clip[side].bend + by) * 100) / 100;
    return withFade(clip, side, { bend: Math.max(-1, Math.min(1, bend)) });
  });
}

/**
 * Fades clips that lie under `time` in from their start to it, or out from it to their end. The other fade gives way.
 */
export function fadeToTime(
  document: ProjectDocument,
  ids: Iterable<string>,
  side: FadeSide,
  time: number,
): Operation[] {
  const other = otherSide[side];
  return clipsById(document, ids)
    .filter((clip) => time > clip.start && time < clipEnd(clip))
    .flatMap((clip) => {
      const length = side === 'fadeIn' ? time - clip.start : clipEnd(clip) - time;
      const left = Math.min(clip[other].length, clip.length - length);
      return changeClip(clip, {
        [side]: { ...clip[side], length },
        [other]: { ...clip[other], length: left },
      });
    });
}
