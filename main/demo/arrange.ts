import type { Clip, ProjectDocument, Track } from '../../preload/contract/document';
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
      placed(clip, `${trackId(index)}-clip-${number + 1}`, trackId(index), sound, samples),
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

function trackOf({ name, colour, volumeDb, pan, effects }: DemoTrack, index: number): Track {
  return {
    id: trackId(index),
    name,
    colour,
    volumeDb,
    pan,
    muted: false,
    soloed: false,
    effects: effects.map((effect, number) => ({
      ...effect,
      id: `${trackId(index)}-effect-${number + 1}`,
      bypassed: false,
    })),
    height: 76,
  };
}

function placed(
  { at, end, gainDb = 0, fadeIn = 0, fadeOut = 0 }: DemoClip,
  id: string,
  track: string,
  sound: Sound,
  samples: (seconds: number) => number,
): Clip {
  const whole = samples(sound.frames / sound.sampleRate);
  const start = samples(at);
  return {
    id,
    trackId: track,
    soundId: sound.id,
    name: sound.name,
    start,
    length: end === undefined ? whole : Math.min(whole, samples(end) - start),
    offset: 0,
    gainDb,
    fadeIn: { length: samples(fadeIn), curve: 'equal-power' },
    fadeOut: { length: samples(fadeOut), curve: 'equal-power' },
    muted: false,
    colour: null,
  };
}
