import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { newId } from '../factory';
import type { Operation } from '../operations';
import { part } from '../parts';
import { clipEnd, clipsById } from '../select';
import { changeClip } from './changed';

export const canSplit = (clip: Clip, time: number): boolean => time > clip.start && time < clipEnd(clip);

/** Cuts one clip at the given times (samples, ascending); those outside of it are ignored. */
export function splitClip(clip: Clip, times: readonly number[]): Operation[] {
  const cuts = times.filter((time) => canSplit(clip, time)).map((time) => time - clip.start);
  const [first] = cuts;
  if (first === undefined) return [];
  return [
    ...changeClip(clip, part(clip, 0, first)),
    ...cuts.map((cut, index): Operation => {
      const right = part(clip, cut, cuts[index + 1] ?? clip.length);
      return { type: 'clip.add', clip: { ...right, id: newId() } };
    }),
  ];
}

/**
 * Cuts each clip that lies under `time` (samples) in two. The parts meet sample to sample and get no fades at the
 * cut, so that the split itself is not heard. The left part keeps its id. `timeOf` may move a clip's cut (to a zero
 * crossing).
 */
export function splitClips(
  document: ProjectDocument,
  ids: Iterable<string>,
  time: number,
  timeOf: (clip: Clip) => number = () => time,
): Operation[] {
  return clipsById(document, ids).flatMap((clip) => splitClip(clip, [Math.round(timeOf(clip))]));
}
