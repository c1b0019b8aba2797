import type { ProjectDocument } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import { newClip } from '../factory';
import type { Operation } from '../operations';
import { byStart, clipsById } from '../select';
import { ensureSound } from './place';
import { dropUnusedSounds } from './remove';

/** Puts one clip of `sound`, which is what these clips of a track sounded like, in their place. */
export function replaceByBounce(
  document: ProjectDocument,
  ids: Iterable<string>,
  sound: Sound,
  clipId?: string,
): Operation[] {
  const clips = clipsById(document, new Set(ids)).sort(byStart);
  const [first] = clips;
  if (!first) return [];
  const { trackId, start, colour } = first;
  const clip = { ...newClip(sound, trackId, start, document.sampleRate), colour };
  return dropUnusedSounds(document, [
    ...ensureSound(document, sound),
    { type: 'clip.add', clip: clipId === undefined ? clip : { ...clip, id: clipId } },
    ...clips.map(({ id }): Operation => ({ type: 'clip.remove', id })),
  ]);
}
