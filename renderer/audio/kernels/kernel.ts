/** least, greatest, by default */
export type Range = readonly [min: number, max: number, byDefault: number];

export type KernelOptions = Readonly<Record<string, number | Float32Array>>;

/** Web Audio renders so many frames at a time. */
export const QUANTUM = 128;
/** While a parameter moves, its kernel gets at most this many frames at a time, each time with new values. */
export const MOVING_FRAMES = 8;

/** What a kernel is made for: the rate, and how many frames of the project lie before the first one it gets. */
export type KernelPlace = {
  readonly sampleRate: number;
  readonly elapsed: number;
  readonly options: KernelOptions;
};

/** The signal processing of one effect, without Web Audio: it can be tested, and rendered, anywhere. */
export type Kernel<K extends string = string> = {
  /**
   * Processes frames of both channels in place: a quantum, or up to MOVING_FRAMES while a parameter moves; a single one
   * where it jumps. `values` are those of the last frame, finite and within their ranges, and the same object every time.
   * @returns true when it is at rest: fed silence it would give silence from now on, so it need not be asked again
   * until something sounds
   */
  process(left: Float32Array, right: Float32Array, values: Readonly<Record<K, number>>): boolean;
  /** Of what turns down: by how many dB it turns a band down now, 0 or more. Make-up gain is not counted. */
  reduction?(band: number): number;
};

export type KernelDefinition = {
  readonly params: Readonly<Record<string, Range>>;
  create(place: KernelPlace): Kernel;
};

export const defineKernel = <const K extends string>(
  params: Readonly<Record<K, Range>>,
  create: (place: KernelPlace) => Kernel<K>,
): KernelDefinition => ({ params, create });

/** Whether all is exactly 0. */
export function isSilent(samples: Float32Array): boolean {
  for (let i = 0; i < samples.length; i += 1) if (samples[i] !== 0) return false;
  return true;
}

/** Below this, −200 dBFS, nothing is heard and states count as empty: they would only fade into denormal numbers. */
export const NOTHING = 1e-10;

/** Share of the way that a one-pole covers in `frames`, when `seconds` is the time for 63 % of it. */
export const share = (seconds: number, sampleRate: number, frames = 1): number =>
  1 - Math.exp(-frames / Math.max(1, seconds * sampleRate));

export const linear = (db: number): number => 10 ** (db / 20);
export const dbOf = (gain: number): number => 20 * Math.log10(gain);

/** Uniform −1…1 from a 32-bit state (mulberry32, public domain): the same numbers on every machine. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x8000_0000 - 1;
  };
}

/** A buffer to work in, as long as what is processed. */
export class Scratch {
  private readonly full = new Float32Array(QUANTUM);
  private readonly short = Array.from({ length: MOVING_FRAMES + 1 }, (_, n) => this.full.subarray(0, n));

  as({ length }: Float32Array): Float32Array {
    return this.short[length] ?? this.full;
  }
}
