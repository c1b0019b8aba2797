import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { roomAfter, shiftEnvelope } from '../parts';
import { clipsById } from '../select';
import { sourceSample } from '../sources';
import { changeClip } from './changed';

/**
 * Moves what is heard inside clips that stay where they are: `delta` samples, to the right is later. It stops where the
 * sound begins or ends; a loop turns round. The envelope goes with the sound, a loop's stays with the clip.
 */
export function slipClips(document: ProjectDocument, ids: Iterable<string>, delta: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) =>
    changeClip(clip, slipped(document, clip, Math.round(delta))),
  );
}

function slipped(document: ProjectDocument, clip: Clip, delta: number): Pick<Clip, 'offset' | 'envelope'> {
  if (clip.loop) return { offset: sourceSample(clip, -delta), envelope: clip.envelope };
  const by = Math.max(-roomAfter(document, clip), Math.min(clip.offset, delta));
  return {
    offset: clip.offset - by,
    envelope: by === 0 ? clip.envelope : shiftEnvelope(clip.envelope, -by),
  };
}
