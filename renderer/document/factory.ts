import { emptyProject, type Clip, type ProjectDocument, type Track } from '../../preload/contract/document';
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

export const emptyDocument = (): ProjectDocument => emptyProject(newId());

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
    kind: 'audio',
    phaseInverted: false,
    groupId: null,
    collapsed: false,
    sends: [],
    automation: [],
    modulators: [],
    view: 'waveform',
    frozen: null,
  };
}

/** Length of a whole sound in samples at the project rate. */
export function soundLength(sound: Pick<Sound, 'frames' | 'sampleRate'>, projectRate: number): number {
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
    fadeIn: { length: 0, curve: 'equal-power', bend: 0 },
    fadeOut: { length: 0, curve: 'equal-power', bend: 0 },
    muted: false,
    colour: null,
    reversed: false,
    pitch: 0,
    stretch: 1,
    loop: null,
    envelope: [],
    takes: [],
    seedLocked: false,
  };
}
