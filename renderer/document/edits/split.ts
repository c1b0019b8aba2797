import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { newId } from '../factory';
import { fitFades } from '../fades';
import type { Operation } from '../operations';
import { clipEnd, clipsById } from '../select';
import { changeClip } from './changed';

export const canSplit = (clip: Clip, time: number): boolean => time > clip.start && time < clipEnd(clip);

/**
 * Cuts each clip that lies under `time` (samples) in two. The parts meet sample to sample and get no fades at the
 * cut, so that the split itself is not heard. The left part keeps its id.
 */
export function splitClips(document: ProjectDocument, ids: Iterable<string>, time: number): Operation[] {
  const at = Math.round(time);
  return clipsById(document, ids)
    .filter((clip) => canSplit(clip, at))
    .flatMap((clip) => {
      const head = at - clip.start;
      const tail = clip.length - head;
      const cut = { length: 0 };
      const left = fitFades({ fadeIn: clip.fadeIn, fadeOut: { ...clip.fadeOut, ...cut } }, head);
      const right = fitFades({ fadeIn: { ...clip.fadeIn, ...cut }, fadeOut: clip.fadeOut }, tail);
      return [
        ...changeClip(clip, { length: head, ...left }),
        {
          type: 'clip.add',
          clip: { ...clip, id: newId(), start: at, offset: clip.offset + head, length: tail, ...right },
        },
      ] satisfies Operation[];
    });
}
