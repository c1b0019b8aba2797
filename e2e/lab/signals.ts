import type { Pcm } from '../../preload/contract/sound';
import type { StudioBridge } from '../../preload/contract/bridge';
import { fail, ok } from '../../preload/contract/errors';

/** Test sounds, computed: what the bridge of the lab's page answers for `sound.pcm`. */
const frames = (seconds: number, rate: number): number => Math.round(seconds * rate);

function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x8000_0000 - 1;
  };
}

function tone(rate: number, seconds: number, hertz: number, level: number): Float32Array {
  return Float32Array.from(
    { length: frames(seconds, rate) },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate),
  );
}

function impulse(rate: number, seconds: number, at: number): Float32Array {
  const signal = new Float32Array(frames(seconds, rate));
  signal[at] = 0.5;
  return signal;
}

function noiseSignal(rate: number, seconds: number, seed: number, level: number): Float32Array {
  const next = noise(seed);
  return Float32Array.from({ length: frames(seconds, rate) }, () => level * next());
}

export const signals: Record<string, () => Pcm> = {
  /** 0.5 at frame 0 of 1 s, 48 kHz mono */
  impulse: () => ({ sampleRate: 48_000, channels: [impulse(48_000, 1, 0)] }),
  /** 0.5 at frame 0 of 1 s, 44.1 kHz mono */
  'impulse-44': () => ({ sampleRate: 44_100, channels: [impulse(44_100, 1, 0)] }),
  /** constant 0.25, 4 s, 48 kHz mono */
  constant: () => ({ sampleRate: 48_000, channels: [new Float32Array(192_000).fill(0.25)] }),
  /** a ramp whose value tells the frame: frame / 2^18, 48 kHz */
  counter: () => ({
    sampleRate: 48_000,
    channels: [Float32Array.from({ length: 192_000 }, (_, i) => i / 2 ** 18)],
  }),
  /** noise, 3 s, stereo */
  noise: () => ({
    sampleRate: 48_000,
    channels: [noiseSignal(48_000, 3, 1, 0.3), noiseSignal(48_000, 3, 2, 0.3)],
  }),
  /** noise, 30 s, mono, at the models' rate */
  'long-noise': () => ({ sampleRate: 44_100, channels: [noiseSignal(44_100, 30, 3, 0.3)] }),
  /** 1 kHz at −12 dBFS, 3 s, 44.1 kHz mono */
  tone: () => ({ sampleRate: 44_100, channels: [tone(44_100, 3, 1000, 0.25)] }),
};

const cache = new Map<string, Pcm>();

export const labBridge: StudioBridge = {
  request: async (name, input) => {
    const { soundId } = input as { soundId?: string };
    const make = soundId === undefined ? undefined : signals[soundId];
    if (name !== 'sound.pcm' || soundId === undefined || !make)
      return fail('not-found', `The lab has no ${name}.`);
    const pcm = cache.get(soundId) ?? make();
    cache.set(soundId, pcm);
    return ok(pcm) as never;
  },
  on: () => () => undefined,
};
