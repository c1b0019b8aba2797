import type { FadeCurve, ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

export type FadeSide = 'fadeIn' | 'fadeOut';
const otherSide = { fadeIn: 'fadeOut', fadeOut: 'fadeIn' } as const;

/** Sets the fade's length in samples; it stops where the other fade begins. */
export function setFadeLength(
  document: ProjectDocument,
  ids: Iterable<string>,
  side: FadeSide,
  length: number,
): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    const room = Math.max(0, clip.length - clip[otherSide[side]].length);
    const fitted = Math.min(room, Math.max(0, Math.round(length)));
    return fitted === clip[side].length
      ? []
      : changeClip(clip, { [side]: { ...clip[side], length: fitted } });
  });
}

export function setFadeCurve(
  document: ProjectDocument,
  ids: Iterable<string>,
  side: FadeSide,
  curve: FadeCurve,
): Operation[] {
  return clipsById(document, ids).flatMap((clip) =>
    curve === clip[side].curve ? [] : changeClip(clip, { [side]: { ...clip[side], curve } }),
  );
}
