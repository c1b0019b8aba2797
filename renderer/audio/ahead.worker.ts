import { shapeClip, type ClipShape } from './clipShape';
import { KernelChain, type KernelLink } from './kernels/host';
import { kernels } from './kernels/index';
import { isSilent, QUANTUM } from './kernels/kernel';

/** What a track's sound passes, and the gains with which it then goes into buses. */
export type TrackPlan = {
  readonly links: readonly KernelLink[];
  readonly outlets: readonly { readonly bus: number; readonly left: number; readonly right: number }[];
};

/** Frames of a clip that sound from frame `at` of what is asked for on; `first` of the clip's lie before them. */
export type ClipFrames = {
  readonly track: number;
  readonly channels: readonly Float32Array[];
  readonly at: number;
  readonly first: number;
  readonly shape: ClipShape;
};

export type AheadRequest =
  | { kind: 'open'; mix: number; tracks: readonly TrackPlan[]; buses: number; rate: number }
  /** `elapsed`: frames of the project before these; `frames`: a multiple of 128 */
  | { kind: 'play'; mix: number; id: number; elapsed: number; frames: number; clips: readonly ClipFrames[] }
  | { kind: 'close'; mix: number };

export type Stereo = readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
/** What goes into each bus; null: nothing sounds there */
export type AheadReply = { id: number; buses: (Stereo | null)[] };

/** This module runs in a worker; TypeScript's DOM library describes `self` as a window. */
declare const self: {
  onmessage: (event: MessageEvent<AheadRequest>) => void;
  postMessage(reply: AheadReply): void;
};

/**
 * Adding and then subtracting this rounds a small number of 64 bits to a multiple of 2^-126, the smallest that 32 bits
 * hold with full precision: Web Audio's threads take what is below for 0, and others' are slowed down by it. One and a
 * half, so that the sum keeps its exponent on either side of 0.
 */
const GRID = 1.5 * 2 ** (-126 + 52);

/** Frames from one place of a sound that go to a place of another. */
type Window = { readonly from: number; readonly to: number; readonly frames: number };

const whole: Window = { from: 0, to: 0, frames: QUANTUM };

/** What a clip plays in the quantum at `at`; null: nothing */
function windowOf({ channels, at: begin }: ClipFrames, at: number): Window | null {
  const first = Math.max(begin, at);
  const frames = Math.min(begin + (channels[0]?.length ?? 0), at + QUANTUM) - first;
  return frames > 0 ? { from: first - begin, to: first - at, frames } : null;
}

/**
 * A sum of sounds. Each quantum is added up in 64 bits, which hold any product of a sample and a gain: opposite sounds
 * cancel to nothing.
 */
class Bus {
  private readonly left = new Float64Array(QUANTUM);
  private readonly right = new Float64Array(QUANTUM);
  private readonly sum: Stereo;
  private added = false;
  private sounds = false;

  constructor(frames: number) {
    this.sum = [new Float32Array(frames), new Float32Array(frames)];
  }

  /** A mono sound is the same on both sides. Gains are rounded to 32 bits as a gain node's are. */
  add(channels: readonly Float32Array[], { from, to, frames }: Window, left: number, right: number): void {
    const { left: sumLeft, right: sumRight } = this;
    const fromLeft = channels[0]!;
    const fromRight = channels[channels.length - 1]!;
    const gainLeft = Math.fround(left);
    const gainRight = Math.fround(right);
    for (let i = 0; i < frames; i += 1) {
      sumLeft[to + i] = sumLeft[to + i]! + gainLeft * fromLeft[from + i]!;
      sumRight[to + i] = sumRight[to + i]! + gainRight * fromRight[from + i]!;
    }
    this.added = true;
  }

  /** Ends a quantum. */
  close(at: number): void {
    if (!this.added) return;
    const { left, right } = this;
    const [toLeft, toRight] = this.sum;
    for (let i = 0; i < QUANTUM; i += 1) {
      toLeft[at + i] = left[i]! + GRID - GRID;
      toRight[at + i] = right[i]! + GRID - GRID;
    }
    left.fill(0);
    right.fill(0);
    this.added = false;
    this.sounds = true;
  }

  /** null: nothing sounds */
  get sound(): Stereo | null {
    return this.sounds ? this.sum : null;
  }

  reset(): void {
    if (this.sounds) for (const side of this.sum) side.fill(0);
    this.sounds = false;
  }
}

/** A track that is played into buses: through its effects, or straight where it has none. */
class Track {
  private readonly chain: KernelChain | null;
  private readonly left = new Float32Array(QUANTUM);
  private readonly right = new Float32Array(QUANTUM);
  private readonly sound = [this.left, this.right] as const;

  constructor(
    private readonly plan: TrackPlan,
    rate: number,
  ) {
    this.chain = plan.links.length > 0 ? new KernelChain(plan.links, kernels, rate) : null;
  }

  /** The quantum that begins at `at` of what is asked for, `elapsed` frames into the project. */
  play(at: number, elapsed: number, clips: readonly ClipFrames[], buses: readonly Bus[]): void {
    const { chain, left, right, sound } = this;
    if (chain) {
      left.fill(0);
      right.fill(0);
    }
    for (const clip of clips) {
      const window = windowOf(clip, at);
      if (!window) continue;
      if (chain) this.join(clip.channels, window);
      else this.pour(clip.channels, window, buses);
    }
    if (!chain) return;
    chain.process(left, right, elapsed);
    if (!isSilent(left) || !isSilent(right)) this.pour(sound, whole, buses);
  }

  /** Adds a sound to what goes into the effects. */
  private join(channels: readonly Float32Array[], { from, to, frames }: Window): void {
    const { left, right } = this;
    const fromLeft = channels[0]!;
    const fromRight = channels[channels.length - 1]!;
    for (let i = 0; i < frames; i += 1) {
      left[to + i] = left[to + i]! + fromLeft[from + i]!;
      right[to + i] = right[to + i]! + fromRight[from + i]!;
    }
  }

  private pour(channels: readonly Float32Array[], window: Window, buses: readonly Bus[]): void {
    for (const { bus, left, right } of this.plan.outlets) buses[bus]?.add(channels, window, left, right);
  }
}

/** Tracks that are mixed before the context that mixes the rest. */
class Mix {
  private readonly tracks: readonly Track[];
  private buses: readonly Bus[] = [];
  private frames = 0;

  constructor(
    plans: readonly TrackPlan[],
    private readonly count: number,
    rate: number,
  ) {
    this.tracks = plans.map((plan) => new Track(plan, rate));
  }

  /**
   * All tracks a quantum at a time, so that their sum stays in the processor's cache. What the buses hold is theirs again
   * with the next call.
   */
  play(elapsed: number, frames: number, clips: readonly ClipFrames[]): (Stereo | null)[] {
    if (this.frames !== frames) {
      this.frames = frames;
      this.buses = Array.from({ length: this.count }, () => new Bus(frames));
    }
    const { tracks, buses } = this;
    for (const bus of buses) bus.reset();
    for (const { channels, first, shape } of clips) shapeClip(channels, first, shape);
    const own = tracks.map((_, index) => clips.filter(({ track }) => track === index));
    for (let at = 0; at < frames; at += QUANTUM) {
      for (let i = 0; i < tracks.length; i += 1) tracks[i]!.play(at, elapsed + at, own[i]!, buses);
      for (const bus of buses) bus.close(at);
    }
    return buses.map(({ sound }) => sound);
  }
}

const mixes = new Map<number, Mix>();

self.onmessage = ({ data }) => {
  if (data.kind === 'open') mixes.set(data.mix, new Mix(data.tracks, data.buses, data.rate));
  else if (data.kind === 'close') mixes.delete(data.mix);
  else {
    const buses = mixes.get(data.mix)?.play(data.elapsed, data.frames, data.clips) ?? [];
    // Copied, not given away: once a buffer was detached, V8 looks at each access to any whether it still is there.
    self.postMessage({ id: data.id, buses });
  }
};
