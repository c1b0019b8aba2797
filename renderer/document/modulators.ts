import type { Modulator } from '../../preload/contract/document';
import type { Range } from './automation';

export const lfoWaves = ['sine', 'triangle', 'saw', 'square', 'random'] as const;
export type LfoWave = (typeof lfoWaves)[number];

/** What a modulator's `params` may hold besides an LFO's `shape` (one of `lfoWaves`); Hz, degrees, milliseconds. */
export const modulatorParams = {
  lfo: {
    rate: { min: 0.01, max: 40, scale: 'log', default: 1 },
    phase: { min: 0, max: 360, scale: 'linear', default: 0 },
  },
  follower: {
    attack: { min: 0.1, max: 500, scale: 'log', default: 10 },
    release: { min: 5, max: 5000, scale: 'log', default: 200 },
  },
} as const satisfies Record<Modulator['type'], Record<string, Range & { default: number }>>;

export type Lfo = { rate: number; phase: number; shape: LfoWave; depth: number; seed: number };
export type Follower = { attack: number; release: number; depth: number };

type Spec = Range & { default: number };

function numberIn({ min, max, default: byDefault }: Spec, value: number | string | undefined): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(max, Math.max(min, value))
    : byDefault;
}

/** FNV-1a: the same seed for the same id, on every machine. */
function hash(id: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) value = Math.imul(value ^ id.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** An LFO as it may be used: what is missing has its default, what is out of range is clamped. */
export function lfoOf({ id, depth, params }: Modulator): Lfo {
  const { rate, phase } = modulatorParams.lfo;
  return {
    rate: numberIn(rate, params['rate']),
    phase: numberIn(phase, params['phase']),
    shape: lfoWaves.find((shape) => shape === params['shape']) ?? 'sine',
    depth,
    seed: hash(id),
  };
}

/** Times in seconds. */
export function followerOf({ depth, params }: Modulator): Follower {
  const { attack, release } = modulatorParams.follower;
  return {
    attack: numberIn(attack, params['attack']) / 1000,
    release: numberIn(release, params['release']) / 1000,
    depth,
  };
}

/** Seconds in which a square, saw or random wave gets from one level to the next: a jump in a level would click. */
const EDGE = 0.004;

/** A random level of −1…1 that belongs to a cycle (splitmix32). */
function randomLevel(seed: number, cycle: number): number {
  let x = (seed + Math.imul(cycle, 0x9e3779b9)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 0x7fff_ffff - 1;
}

/** −1…1 at a moment of the project, in seconds: wherever playing began, an LFO stands there as it always does. */
export function lfoLevel({ rate, phase, shape, seed }: Lfo, seconds: number): number {
  const turns = rate * seconds + phase / 360;
  const cycle = Math.floor(turns);
  const x = turns - cycle;
  const edge = Math.min(0.25, EDGE * rate);
  switch (shape) {
    case 'sine':
      return Math.sin(2 * Math.PI * x);
    case 'triangle':
      return x < 0.25 ? 4 * x : x < 0.75 ? 2 - 4 * x : 4 * x - 4;
    case 'saw':
      return x < edge ? 1 - (2 * x) / edge : -1 + (2 * (x - edge)) / (1 - edge);
    case 'square': {
      const into = x < 0.5 ? x : x - 0.5;
      const level = into < edge ? (2 * into) / edge - 1 : 1;
      return x < 0.5 ? level : -level;
    }
    case 'random': {
      const to = randomLevel(seed, cycle);
      return x < edge ? to + (randomLevel(seed, cycle - 1) - to) * (1 - x / edge) : to;
    }
  }
}
