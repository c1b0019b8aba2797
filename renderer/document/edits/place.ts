import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import type { TimeRange } from '../arranging';
import { newClip, newTrack } from '../factory';
import type { Operation } from '../operations';
import { clipEnd, clipsOfTrack } from '../select';
import { clipTracks } from './move';

/** True when no clip of the track lies in [start, end). */
export function isFree(document: ProjectDocument, trackId: string, start: number, end: number): boolean {
  return clipsOfTrack(document, trackId).every((clip) => clip.start >= end || clipEnd(clip) <= start);
}

/** Adds the sound to the document unless it is there already. */
export function ensureSound(document: ProjectDocument, sound: Sound): Operation[] {
  return document.sounds[sound.id] ? [] : [{ type: 'sound.add', sound }];
}

/**
 * Puts the whole sound on a track at `start` (samples at the project rate).
 * `trackId` null, gone or of a track that holds no clips: the first track with room there, else a new track below the others.
 */
export function placeSound(
  document: ProjectDocument,
  sound: Sound,
  at: { trackId: string | null; start: number },
): Operation[] {
  const start = Math.max(0, Math.round(at.start));
  const clipOn = (trackId: string): Clip => newClip(sound, trackId, start, document.sampleRate);
  const tracks = clipTracks(document);
  const named = tracks.find((track) => track.id === at.trackId);
  const length = clipOn('unplaced').length;
  const track = named ?? tracks.find(({ id }) => isFree(document, id, start, start + length));
  if (track) return [...ensureSound(document, sound), { type: 'clip.add', clip: clipOn(track.id) }];
  return placeOnNewTrack(document, sound, start);
}

/**
 * Fills the range, on the first of its tracks that holds clips, with the sound: over and over where it is shorter, cut
 * where it is longer. Nothing when there is no such track.
 */
export function fillRange(document: ProjectDocument, sound: Sound, range: TimeRange): Operation[] {
  const track = clipTracks(document).find(({ id }) => range.trackIds.includes(id));
  const length = range.end - range.start;
  if (!track || length <= 0) return [];
  const whole = newClip(sound, track.id, range.start, document.sampleRate);
  const loop = length > whole.length ? { start: 0, length: whole.length } : null;
  return [...ensureSound(document, sound), { type: 'clip.add', clip: { ...whole, length, loop } }];
}

/** Puts the whole sound on a new track below the others. `start` in samples at the project rate. */
export function placeOnNewTrack(document: ProjectDocument, sound: Sound, start: number): Operation[] {
  const track = newTrack(document.tracks.length);
  const at = Math.max(0, Math.round(start));
  return [
    { type: 'track.add', track, index: document.tracks.length },
    ...ensureSound(document, sound),
    { type: 'clip.add', clip: newClip(sound, track.id, at, document.sampleRate) },
  ];
}
