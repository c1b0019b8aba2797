import { design, Section } from '../kernels/biquad';
import { noise } from '../kernels/kernel';
import { spaces, type Space, type SpaceName } from './spaces';

export type SpaceSettings = {
  sampleRate: number;
  space: SpaceName;
  /** times are stretched by this: a larger or smaller one of its kind */
  size: number;
  /** seconds before it begins */
  preDelay: number;
};

const partsOf = ({ sampleRate, space, size, preDelay }: SpaceSettings) => ({
  lead: Math.round(preDelay * sampleRate),
  frames: Math.max(64, Math.round(spaces[space].seconds * size * sampleRate)),
});

/** Length of a space's impulse response. */
export function spaceFrames(settings: SpaceSettings): number {
  const { lead, frames } = partsOf(settings);
  return lead + frames;
}

/**
 * A space's impulse response, computed: nothing recorded, so it can be shipped, and the same everywhere.
 * @returns left and right, energy 1 each
 */
export function spaceImpulse(settings: SpaceSettings): [Float32Array, Float32Array] {
  const { sampleRate, size } = settings;
  const space: Space = spaces[settings.space];
  const { lead, frames } = partsOf(settings);
  const both = ([0x2545_f491, 0x9e37_79b9] as const).map((seed) => {
    const random = noise(seed);
    const response = tail(space, frames, size, sampleRate, random);
    const strength = Math.sqrt(response.reduce((sum, value) => sum + value * value, 0)) || 1;
    const add = (seconds: number, level: number): void => {
      const at = Math.round(seconds * sampleRate);
      if (at < frames) response[at] = response[at]! + strength * level * (random() < -0.3 ? -1 : 1);
    };
    const [count, within, level] = space.early;
    for (let i = 0; i < count; i += 1) {
      const at = (within * size * (i + 0.5 + 0.45 * random())) / count;
      add(at + 0.0007, level / Math.sqrt(count) / (1 + i / count));
    }
    for (const [at, echo] of space.echoes) add(at * size * (1 + 0.01 * random()), echo);
    ring(space, response, strength, sampleRate, random);
    if (space.direct > 0) response[0] = response[0]! + strength * space.direct;
    return response;
  });
  const [left, right] = both as [Float32Array, Float32Array];
  passBand(space.pass, left, right, sampleRate);
  return [placed(left, lead), placed(right, lead)];
}

/** Reflections beyond counting, in three bands that die at their own pace. */
function tail(
  space: Space,
  frames: number,
  size: number,
  sampleRate: number,
  random: () => number,
): Float32Array {
  const perFrame = (share: number): number => Math.exp(-Math.log(1000) / (frames * share));
  const falls = [perFrame(space.lows), perFrame(1), perFrame(space.highs)] as const;
  const chance = space.density / size / sampleRate;
  const pole = (hertz: number): number => 1 - Math.exp((-2 * Math.PI * hertz) / sampleRate);
  const [lowShare, highShare] = [pole(350), pole(3200)];
  const envelopes = [1, 1, 1];
  let low = 0;
  let lowAndMid = 0;
  const build = space.build * size * sampleRate;
  return Float32Array.from({ length: frames }, (_, i) => {
    const hit = chance >= 1 || (random() + 1) / 2 < chance;
    const x = hit ? random() / Math.sqrt(Math.min(1, chance)) : 0;
    low += lowShare * (x - low);
    lowAndMid += highShare * (x - lowAndMid);
    const value = envelopes[0]! * low + envelopes[1]! * (lowAndMid - low) + envelopes[2]! * (x - lowAndMid);
    falls.forEach((fall, band) => (envelopes[band] = envelopes[band]! * fall));
    return value * Math.min(1, i / build) * Math.min(1, (frames - i) / (0.1 * frames));
  });
}

function ring(
  { modes }: Space,
  response: Float32Array,
  strength: number,
  sampleRate: number,
  random: () => number,
): void {
  for (const [hertz, seconds, level] of modes) {
    const phase = Math.PI * random();
    const w = (2 * Math.PI * hertz * (1 + 0.004 * random())) / sampleRate;
    const fall = Math.exp(-Math.log(1000) / (seconds * sampleRate));
    // As loud, over its life, as its level says of the tail.
    let envelope = strength * level * Math.sqrt((4 * Math.log(1000)) / (seconds * sampleRate));
    const end = Math.min(response.length, Math.round(seconds * sampleRate));
    for (let i = 0; i < end; i += 1) {
      const fadeOut = Math.min(1, (end - i) / (0.1 * end));
      response[i] = response[i]! + envelope * fadeOut * Math.sin(w * i + phase);
      envelope *= fall;
    }
  }
}

function passBand(
  [low, high]: Space['pass'],
  left: Float32Array,
  right: Float32Array,
  sampleRate: number,
): void {
  for (const [shape, hertz] of [
    ['highpass', low],
    ['lowpass', high],
  ] as const) {
    // Butterworth of fourth order.
    for (const q of [0.541, 1.307])
      new Section().process(design(shape, hertz, 0, q, sampleRate), left, right);
  }
}

/** Behind its pre-delay, with energy 1. */
function placed(response: Float32Array, lead: number): Float32Array {
  const total = Math.sqrt(response.reduce((sum, value) => sum + value * value, 0)) || 1;
  const whole = new Float32Array(lead + response.length);
  response.forEach((value, i) => (whole[lead + i] = value / total));
  return whole;
}
