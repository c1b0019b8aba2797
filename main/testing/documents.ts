import type { ProjectDocument } from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';
import { scene } from '../../preload/contract/testing/scene';
import { newDocument } from '../project/new-document';

/** A document with one track, and one clip of half a second for each sound, a second from one to the next. */
export const documentWith = (...sounds: readonly Sound[]): ProjectDocument =>
  scene(
    [
      {
        id: 'track',
        name: 'Track 1',
        clips: sounds.map(({ id, name }, index) => ({
          id: `clip-${index}`,
          soundId: id,
          name,
          start: index * 48_000,
          length: 24_000,
        })),
      },
    ],
    { ...newDocument(), tracks: [], sounds: Object.fromEntries(sounds.map((sound) => [sound.id, sound])) },
  );
