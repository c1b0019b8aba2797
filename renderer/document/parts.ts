import type { Clip, EnvelopePoint, ProjectDocument } from '../../preload/contract/document';
import { fitFades } from './fades';
import { sourceLength, sourceSample } from './sources';

/** Shortest clip an edit leaves, in samples: 1 ms, below which nobody finds it again on the screen. */
export const shortestClip = (document: Pick<ProjectDocument, 'sampleRate'>): number =>
  Math.ceil(document.sampleRate / 1000);

/** Samples that the clip's source has; what the clip shows of it, when its sound is not in the document. */
export function sourceLengthOf(document: ProjectDocument, clip: Clip): number {
  const sound = document.sounds[clip.soundId];
  return sound ? sourceLength(sound, clip, document.sampleRate) : clip.offset + clip.length;
}

/** The points as they stand in a clip that begins `by` samples later. */
export function shiftEnvelope(envelope: readonly EnvelopePoint[], by: number): EnvelopePoint[] {
  return envelope.map((point) => ({ ...point, at: point.at - by }));
}

/** What changes when the clip's left edge moves by `by` samples (negative: to the left) and nothing else is heard. */
function startMoved(clip: Clip, by: number): Pick<Clip, 'start' | 'offset' | 'length' | 'envelope'> {
  return {
    start: clip.start + by,
    offset: sourceSample(clip, by),
    length: clip.length - by,
    envelope: by === 0 ? clip.envelope : shiftEnvelope(clip.envelope, by),
  };
}

/** The clip with its left edge moved by `by` samples; fades are cut to fit. */
export function withStartMoved(clip: Clip, by: number): Clip {
  const moved = startMoved(clip, by);
  return { ...clip, ...moved, ...fitFades(clip, moved.length) };
}

/** The clip cut or extended to `length`; fades are cut to fit. */
export function withLength(clip: Clip, length: number): Clip {
  return { ...clip, length, ...fitFades(clip, length) };
}

/**
 * The clip from its sample `from` to `to` (excluded), as a clip of the same id. What is heard stays where it is in
 * time; at a cut there is no fade, so that the parts of a clip sound like the whole.
 */
export function part(clip: Clip, from: number, to: number): Clip {
  const fadeIn = from > 0 ? { ...clip.fadeIn, length: 0 } : clip.fadeIn;
  const fadeOut = to < clip.length ? { ...clip.fadeOut, length: 0 } : clip.fadeOut;
  return withLength(withStartMoved({ ...clip, fadeIn, fadeOut }, from), to - from);
}

/** How far the left edge can go to the left (0 or less) before the sound or the project begins. */
export const roomBefore = (clip: Clip): number => -Math.min(clip.start, clip.loop ? clip.start : clip.offset);

/** Samples of sound after the clip's end that it does not show; of a loop, as many as wanted. */
export function roomAfter(document: ProjectDocument, clip: Clip): number {
  if (clip.loop) return Infinity;
  return Math.max(0, sourceLengthOf(document, clip) - clip.offset - clip.length);
}
