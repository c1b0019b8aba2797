import type { Effect } from '../../preload/contract/document';

/**
 * A sound of the demo: what it is made from. The seed is the one of the first eight whose spectrogram fits best (steps
 * that are apart, a steady rain, thunder that dies away).
 */
export type DemoSound = { prompt: string; seed: number; duration: number; loop: boolean };

/** A sound placed on its track, in seconds. `end` cuts it short; fades are equal-power. */
export type DemoClip = { at: number; end?: number; gainDb?: number; fadeIn?: number; fadeOut?: number };

export type DemoTrack = {
  name: string;
  colour: string;
  sound: DemoSound;
  /** RMS that the sound is brought to, in dBFS: the balance must hold when better models make louder sounds */
  levelDb: number;
  pan: number;
  effects: readonly Pick<Effect, 'type' | 'params'>[];
  clips: readonly DemoClip[];
};

/** The loops' lengths divide the scene's, so that it can be played round and round. */
export const DEMO_SECONDS = 24;

const reverb = (decay: number, damping: number, mix: number): DemoTrack['effects'][number] => ({
  type: 'reverb',
  params: { decay, preDelay: 12, damping, mix },
});

const filter = (type: 'lowpass' | 'highpass', frequency: number): DemoTrack['effects'][number] => ({
  type: 'filter',
  params: { type, rolloff: '12', frequency, q: 0.71, mix: 100 },
});

/** A night in a shed: the scene that a new studio opens with, and that `--demo` writes. */
export const demoScene: readonly DemoTrack[] = [
  {
    name: 'Rain',
    colour: '#5fb0c9',
    sound: { prompt: 'heavy rain on a tin roof', seed: 6, duration: 6, loop: true },
    levelDb: -23,
    pan: 0,
    effects: [filter('highpass', 120)],
    clips: [{ at: 0, fadeIn: 2.5 }, { at: 6 }, { at: 12 }, { at: 18, fadeOut: 3 }],
  },
  {
    name: 'Wind',
    colour: '#8fbf6f',
    sound: { prompt: 'wind howling through bare trees', seed: 4, duration: 6, loop: true },
    levelDb: -27,
    pan: -0.35,
    effects: [filter('lowpass', 2500)],
    clips: [{ at: 0, fadeIn: 4 }, { at: 6 }, { at: 12 }, { at: 18, fadeOut: 4 }],
  },
  {
    name: 'Thunder',
    colour: '#8f9be0',
    sound: { prompt: 'distant rolling thunder', seed: 7, duration: 5, loop: false },
    levelDb: -22,
    pan: 0.3,
    effects: [reverb(4.5, 2500, 40)],
    clips: [
      { at: 4, fadeIn: 0.05, fadeOut: 1.5 },
      { at: 15.5, end: 19.5, gainDb: -5, fadeIn: 0.4, fadeOut: 2 },
    ],
  },
  {
    name: 'Footsteps',
    colour: '#d9a05b',
    sound: { prompt: 'footsteps on gravel', seed: 7, duration: 3, loop: false },
    levelDb: -32,
    pan: -0.5,
    effects: [reverb(0.7, 5000, 18)],
    clips: [{ at: 8.5, fadeIn: 0.02, fadeOut: 0.2 }],
  },
  {
    name: 'Door',
    colour: '#c985b5',
    sound: { prompt: 'an old wooden door creaks open', seed: 3, duration: 2, loop: false },
    levelDb: -27,
    pan: 0.25,
    effects: [reverb(1.1, 4500, 25)],
    clips: [{ at: 12, fadeIn: 0.02, fadeOut: 0.3 }],
  },
];
