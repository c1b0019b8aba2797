import {
  clipSchema,
  trackSchema,
  type Clip,
  type ProjectDocument,
  type Track,
} from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';
import { newDocument } from '../project/new-document';
import { DEMO_SECONDS, demoScene, type DemoClip, type DemoTrack } from './scene';

/** The demo's document from its sounds, one for each track of the scene, in order. */
export function arrangeDemo(sounds: readonly Sound[]): ProjectDocument {
  const document = newDocument();
  const samples = (seconds: number): number => Math.round(seconds * document.sampleRate);
  const clips: Clip[] = demoScene.flatMap((track, index) => {
    const sound = sounds[index];
    if (!sound) throw new Error(`The demo's track ${track.name} has no sound.`);
    return track.clips.map((clip, number) =>
      placed(clip, `${trackId(index)}-clip-${number + 1}`, index, sound, samples, gainFor(track, sound)),
    );
  });
  return {
    ...document,
    id: 'demo',
    tracks: demoScene.map(trackOf),
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    sounds: Object.fromEntries(sounds.map((sound) => [sound.id, sound])),
    loop: { start: 0, end: samples(DEMO_SECONDS), enabled: true },
  };
}

const trackId = (index: number): string => `demo-track-${index + 1}`;

function trackOf({ name, colour, pan, effects }: DemoTrack, index: number): Track {
  return trackSchema.parse({
    id: trackId(index),
    name,
    colour,
    volumeDb: 0,
    pan,
    muted: false,
    soloed: false,
    effects: effects.map((effect, number) => ({
      ...effect,
      id: `${trackId(index)}-effect-${number + 1}`,
      bypassed: false,
    })),
    height: 76,
  });
}

/** No sound of the demo peaks higher on its own, in dBFS. */
const PEAK_DB = -6;
const GAIN_DB = { min: -30, max: 12 };

/** Gain that brings a sound to its track's level, as far as its peak allows; in whole tenths of a dB. */
function gainFor({ levelDb }: DemoTrack, { rmsDb, peakDb }: Sound): number {
  const wanted = Math.min(levelDb - rmsDb, PEAK_DB - peakDb);
  return Math.round(Math.min(GAIN_DB.max, Math.max(GAIN_DB.min, wanted)) * 10) / 10;
}

function placed(
  { at, end, gainDb = 0, fadeIn = 0, fadeOut = 0 }: DemoClip,
  id: string,
  trackIndex: number,
  sound: Sound,
  samples: (seconds: number) => number,
  soundGainDb: number,
): Clip {
  const whole = samples(sound.frames / sound.sampleRate);
  const start = samples(at);
  return clipSchema.parse({
    id,
    trackId: trackId(trackIndex),
    soundId: sound.id,
    name: sound.name,
    start,
    length: end === undefined ? whole : Math.min(whole, samples(end) - start),
    offset: 0,
    gainDb: soundGainDb + gainDb,
    fadeIn: { length: samples(fadeIn), curve: 'equal-power' },
    fadeOut: { length: samples(fadeOut), curve: 'equal-power' },
    muted: false,
    colour: null,
  });
}
