import {
  DOCUMENT_FORMAT,
  type Clip,
  type ProjectDocument,
  type Track,
} from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';

/** Random id of 16 letters and digits: about 2^82 values, so collisions within a project are out of the question. */
export function newId(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}

/** Track colours, told apart on a dark ground and by the common kinds of colour blindness through lightness too. */
export const trackColours = [
  '#5fb0c9',
  '#d9a05b',
  '#8fbf6f',
  '#c985b5',
  '#8f9be0',
  '#d4c15f',
  '#d97f6a',
  '#6fc2a3',
] as const;

export function emptyDocument(): ProjectDocument {
  return {
    format: DOCUMENT_FORMAT,
    id: newId(),
    sampleRate: 48_000,
    tempo: 120,
    tracks: [],
    clips: {},
    sounds: {},
    master: { volumeDb: 0, effects: [] },
    loop: { start: 0, end: 0, enabled: false },
  };
}

/** A track for position `index`; the colour follows the position. */
export function newTrack(index: number, name = `Track ${index + 1}`): Track {
  return {
    id: newId(),
    name,
    colour: trackColours[index % trackColours.length] ?? trackColours[0],
    volumeDb: 0,
    pan: 0,
    muted: false,
    soloed: false,
    effects: [],
    height: 76,
  };
}

/** Length of a whole sound in samples at the project rate. */
export function soundLength(sound: Sound, projectRate: number): number {
  return Math.max(1, Math.round((sound.frames / sound.sampleRate) * projectRate));
}

/** A clip that shows the whole sound. `start` in samples at the project rate. */
export function newClip(sound: Sound, trackId: string, start: number, projectRate: number): Clip {
  return {
    id: newId(),
    trackId,
    soundId: sound.id,
    name: sound.recipe?.prompt ?? sound.name,
    start,
    length: soundLength(sound, projectRate),
    offset: 0,
    gainDb: 0,
    fadeIn: { length: 0, curve: 'equal-power' },
    fadeOut: { length: 0, curve: 'equal-power' },
    muted: false,
    colour: null,
  };
}
