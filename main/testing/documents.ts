import { clipSchema, trackSchema, type ProjectDocument } from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';
import { newDocument } from '../project/new-document';

const fade = { length: 0, curve: 'linear' as const };

/** A document with one track, and one clip for each sound. */
export function documentWith(...sounds: readonly Sound[]): ProjectDocument {
  const clips = sounds.map((sound, index) =>
    clipSchema.parse({
      id: `clip-${index}`,
      trackId: 'track',
      soundId: sound.id,
      name: sound.name,
      start: index * 48_000,
      length: 24_000,
      offset: 0,
      gainDb: 0,
      fadeIn: fade,
      fadeOut: fade,
      muted: false,
      colour: null,
    }),
  );
  return {
    ...newDocument(),
    tracks: [
      trackSchema.parse({
        id: 'track',
        name: 'Track 1',
        colour: '#5fb0c9',
        volumeDb: 0,
        pan: 0,
        muted: false,
        soloed: false,
        effects: [],
        height: 76,
      }),
    ],
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    sounds: Object.fromEntries(sounds.map((sound) => [sound.id, sound])),
  };
}
