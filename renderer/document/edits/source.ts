import {
  PITCH_MAX_SEMITONES,
  STRETCH_MAX,
  STRETCH_MIN,
  type Clip,
  type ProjectDocument,
} from '../../../preload/contract/document';
import { soundLength } from '../factory';
import { fitFades } from '../fades';
import type { Operation } from '../operations';
import { shortestClip, sourceLengthOf } from '../parts';
import { clipEnd, clipsById } from '../select';
import { changeClip } from './changed';

/** Sets the clips' pitch in semitones, rounded to cents. */
export function setPitch(document: ProjectDocument, ids: Iterable<string>, pitch: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) => changeClip(clip, { pitch: inCents(pitch) }));
}

export function changePitch(document: ProjectDocument, ids: Iterable<string>, by: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) => changeClip(clip, { pitch: inCents(clip.pitch + by) }));
}

/** A pitch in semitones within the format's limits, rounded to cents. */
export const inCents = (pitch: number): number =>
  Math.min(PITCH_MAX_SEMITONES, Math.max(-PITCH_MAX_SEMITONES, Math.round(pitch * 100) / 100));

/**
 * Plays backwards what is heard, in the same place. The envelope turns with the sound; fades stay at the ends they are
 * at.
 */
export function reverseClips(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    const whole = sourceLengthOf(document, clip);
    const envelope = clip.envelope.map((point) => ({ ...point, at: clip.length - point.at })).reverse();
    const turned = { reversed: !clip.reversed, envelope };
    if (!clip.loop) return changeClip(clip, { ...turned, offset: whole - clip.offset - clip.length });
    const { start, length } = clip.loop;
    const loop = { start: whole - start - length, length };
    const phase = (((start - clip.offset - clip.length) % length) + length) % length;
    return changeClip(clip, { ...turned, loop, offset: loop.start + phase });
  });
}

/**
 * Stretches clips to `length` samples each, over the same sound: `edge` is the one that moves. A clip stops at the
 * least and the most that a sound can be stretched.
 */
export function stretchTo(
  document: ProjectDocument,
  clip: Clip,
  length: number,
  edge: 'start' | 'end' = 'end',
): Clip {
  const sound = document.sounds[clip.soundId];
  if (!sound) return clip;
  const own = soundLength(sound, document.sampleRate);
  const within = (stretch: number): number => Math.min(STRETCH_MAX, Math.max(STRETCH_MIN, stretch));
  const most = edge === 'start' ? clipEnd(clip) : Infinity;
  const wanted = Math.min(most, Math.max(shortestClip(document), Math.round(length)));
  const whole = sourceLengthOf(document, clip);
  const ratio = within((clip.stretch * wanted) / clip.length) / clip.stretch;
  const scale = (samples: number): number => Math.round(samples * ratio);
  let stretched = Math.max(1, scale(clip.length));
  const offset = scale(clip.offset);
  // A clip that shows its sound to the end goes on doing so, to the sample, whatever rounding makes of the ratio.
  const toEnd = !clip.loop && clip.offset + clip.length === whole;
  const stretch = within(toEnd ? (offset + stretched) / own : clip.stretch * ratio);
  const now = Math.max(1, Math.round(own * stretch));
  const from = Math.min(offset, now - 1);
  const loopStart = clip.loop ? Math.min(scale(clip.loop.start), now - 1) : 0;
  const loop = clip.loop && {
    start: loopStart,
    length: Math.min(Math.max(1, scale(clip.loop.length)), now - loopStart),
  };
  if (!loop) stretched = Math.min(stretched, now - from);
  return {
    ...clip,
    stretch,
    loop,
    offset: loop ? Math.max(loop.start, Math.min(from, loop.start + loop.length - 1)) : from,
    length: stretched,
    start: edge === 'start' ? clipEnd(clip) - stretched : clip.start,
    envelope: clip.envelope.map((point) => ({ ...point, at: scale(point.at) })),
    ...fitFades(clip, stretched),
  };
}

/** Draws the clips' edges by `delta` samples and stretches the sound with them. */
export function stretchEdge(
  document: ProjectDocument,
  ids: Iterable<string>,
  edge: 'start' | 'end',
  delta: number,
): Operation[] {
  const longer = edge === 'start' ? -delta : delta;
  return clipsById(document, ids).flatMap((clip) =>
    changeClip(clip, stretchTo(document, clip, clip.length + longer, edge)),
  );
}

/** Sets how long the clips' sound is over its own length; the clips' lengths go with it. */
export function setStretch(document: ProjectDocument, ids: Iterable<string>, stretch: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) =>
    changeClip(clip, stretchTo(document, clip, clip.length * (stretch / clip.stretch))),
  );
}
