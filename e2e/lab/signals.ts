import type { Pcm } from '../../preload/contract/sound';
import type { StudioBridge } from '../../preload/contract/bridge';
import type { RequestInput } from '../../preload/contract/contract';
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

/** Impulse at 0.05 s, sweep from 60 Hz over seven octaves (`shift` times that) until 0.7 s, noise from 0.8 s to 1.1 s. */
function probe(shift: number, level: number, seed: number): Float32Array {
  const rate = 48_000;
  const next = noise(seed);
  let phase = 0;
  return Float32Array.from({ length: frames(1.5, rate) }, (_, i) => {
    const at = i / rate;
    if (i === 2400) return 0.8;
    if (at >= 0.1 && at < 0.7) {
      phase += (60 * shift * 2 ** ((7 * (at - 0.1)) / 0.6)) / rate;
      return level * Math.sin(2 * Math.PI * phase);
    }
    return at >= 0.8 && at < 1.1 ? level * next() : 0;
  });
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
  /** 1 kHz at −12 dBFS, 3 s, 48 kHz mono: 48 samples a period */
  sine: () => ({ sampleRate: 48_000, channels: [tone(48_000, 3, 1000, 0.25)] }),
  /** noise, 3 s, stereo */
  noise: () => ({
    sampleRate: 48_000,
    channels: [noiseSignal(48_000, 3, 1, 0.3), noiseSignal(48_000, 3, 2, 0.3)],
  }),
  /** 60 Hz at −12 dBFS, 2 s, 48 kHz mono: so low that any click stands out of it */
  low: () => ({ sampleRate: 48_000, channels: [tone(48_000, 2, 60, 0.25)] }),
  /** an impulse, a sweep that differs left and right, noise and silence: 1.5 s, 48 kHz stereo */
  probe: () => ({ sampleRate: 48_000, channels: [probe(1, 0.3, 4), probe(1.6, 0.2, 5)] }),
  /** noise, 30 s, stereo, 48 kHz */
  'long-stereo': () => ({
    sampleRate: 48_000,
    channels: [noiseSignal(48_000, 30, 6, 0.1), noiseSignal(48_000, 30, 7, 0.1)],
  }),
  /** 440.3 Hz at −12 dBFS left, noise right, 13 s, 44.1 kHz */
  'tone-and-noise': () => ({
    sampleRate: 44_100,
    channels: [tone(44_100, 13, 440.3, 0.25), noiseSignal(44_100, 13, 8, 0.1)],
  }),
  /** 1 kHz at −12 dBFS, 3 s, 44.1 kHz mono */
  tone: () => ({ sampleRate: 44_100, channels: [tone(44_100, 3, 1000, 0.25)] }),
};

const cache = new Map<string, Pcm>();

/** How many frames have been asked for. */
let handedOut = 0;
export const framesHandedOut = (): number => handedOut;

export const labBridge: StudioBridge = {
  request: async (name, input) => {
    const { soundId, window: part } = input as RequestInput<'sound.pcm'>;
    const make = signals[soundId];
    if (name !== 'sound.pcm' || !make) return fail('not-found', `The lab has no ${name}.`);
    const pcm = cache.get(soundId) ?? make();
    cache.set(soundId, pcm);
    const whole = pcm.channels[0]!.length;
    const { from, frames: count } = part ?? { from: 0, frames: whole };
    const channels = pcm.channels.map((channel) => channel.slice(from, from + count));
    handedOut += channels[0]!.length;
    return ok({ ...pcm, channels, frames: whole }) as never;
  },
  on: () => () => undefined,
};
