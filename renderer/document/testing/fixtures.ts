import { clipSchema, type Clip, type ProjectDocument } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import { emptyDocument, newTrack } from '../factory';

/** A sound of `seconds` at 44.1 kHz, as the library would describe it. */
export function soundOf(id: string, seconds: number): Sound {
  return {
    id,
    name: id,
    recipe: null,
    sampleRate: 44_100,
    channels: 1,
    frames: Math.max(1, Math.round(seconds * 44_100)),
    peakDb: -3,
    rmsDb: -18,
    starred: false,
    createdAt: 0,
  };
}

export function clipOf(changes: Partial<Clip> & Pick<Clip, 'id' | 'trackId' | 'soundId'>): Clip {
  return clipSchema.parse({
    name: changes.id,
    start: 0,
    length: 48_000,
    offset: 0,
    gainDb: 0,
    fadeIn: { length: 0, curve: 'equal-power' },
    fadeOut: { length: 0, curve: 'equal-power' },
    muted: false,
    colour: null,
    ...changes,
  });
}

/**
 * Three tracks t0, t1, t2 at 48 kHz. Clip a (t0, 1 s to 2 s, of sound rain from its 1 s), b (t0, 3 s to 5 s, rain
 * from its beginning), c (t1, 1.5 s to 2 s, all of sound click). Rain is 4 s long, click 0.5 s.
 */
export function smallProject(): ProjectDocument {
  const clips = [
    clipOf({ id: 'a', trackId: 't0', soundId: 'rain', start: 48_000, length: 48_000, offset: 48_000 }),
    clipOf({ id: 'b', trackId: 't0', soundId: 'rain', start: 144_000, length: 96_000 }),
    clipOf({ id: 'c', trackId: 't1', soundId: 'click', start: 72_000, length: 24_000 }),
  ];
  return {
    ...emptyDocument(),
    tracks: ['t0', 't1', 't2'].map((id, index) => ({ ...newTrack(index), id })),
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    sounds: { rain: soundOf('rain', 4), click: soundOf('click', 0.5) },
  };
}
