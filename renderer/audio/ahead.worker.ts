import { shapeClip, type ClipShape } from './clipShape';
import { KernelChain, type KernelLink } from './kernels/host';
import { kernels } from './kernels/index';
import { isSilent } from './kernels/kernel';

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

const QUANTUM = 128;

/** The smallest number that 32 bits hold with full precision: what is below slows processors down. */
const SMALLEST = 2 ** -126;

/** Web Audio's threads take denormal numbers for 0; a worker's does not. */
const normal = (sample: number): number => (Math.abs(sample) < SMALLEST ? 0 : sample);

const stereo = (frames: number): Stereo => [new Float32Array(frames), new Float32Array(frames)];

function clear([left, right]: Stereo): void {
  left.fill(0);
  right.fill(0);
}

/** A sum of sounds; null while it has none. */
class Bus {
  private readonly sum: Stereo;
  private sounds = false;

  constructor(frames: number) {
    this.sum = stereo(frames);
  }

  add(channels: readonly Float32Array[], at: number, left: number, right: number): void {
    this.sounds = true;
    pan(this.sum, channels, at, left, right);
  }

  get sound(): Stereo | null {
    return this.sounds ? this.sum : null;
  }

  reset(): void {
    if (this.sounds) clear(this.sum);
    this.sounds = false;
  }
}

/** A track that is played into buses: through its effects, or straight where it has none. */
class Track {
  private readonly chain: KernelChain | null;
  private readonly left = new Float32Array(QUANTUM);
  private readonly right = new Float32Array(QUANTUM);

  constructor(
    private readonly plan: TrackPlan,
    rate: number,
  ) {
    this.chain = plan.links.length > 0 ? new KernelChain(plan.links, kernels, rate) : null;
  }

  /** @param sound to work in; as long as the buses */
  play(sound: Stereo, buses: readonly Bus[], elapsed: number, clips: readonly ClipFrames[]): void {
    const { chain } = this;
    for (const { channels, first, shape } of clips) shapeClip(channels, first, shape);
    if (!chain) {
      for (const { channels, at } of clips) this.pour(channels, at, buses);
      return;
    }
    clear(sound);
    for (const { channels, at } of clips) pan(sound, channels, at, 1, 1);
    if (this.through(chain, sound, elapsed)) this.pour(sound, 0, buses);
  }

  private pour(channels: readonly Float32Array[], at: number, buses: readonly Bus[]): void {
    for (const { bus, left, right } of this.plan.outlets) buses[bus]?.add(channels, at, left, right);
  }

  /** In place. @returns whether anything comes out */
  private through(chain: KernelChain, [soundLeft, soundRight]: Stereo, elapsed: number): boolean {
    const { left, right } = this;
    let sounds = false;
    for (let at = 0; at < soundLeft.length; at += QUANTUM) {
      for (let i = 0; i < QUANTUM; i += 1) {
        left[i] = soundLeft[at + i]!;
        right[i] = soundRight[at + i]!;
      }
      chain.process(left, right, elapsed + at);
      sounds ||= !isSilent(left) || !isSilent(right);
      for (let i = 0; i < QUANTUM; i += 1) {
        soundLeft[at + i] = normal(left[i]!);
        soundRight[at + i] = normal(right[i]!);
      }
    }
    return sounds;
  }
}

/** Adds a sound to another; a mono one is the same on both sides. */
function pan(to: Stereo, channels: readonly Float32Array[], at: number, left: number, right: number): void {
  if (channels.length === 0) return;
  add(to[0], channels[0]!, at, left);
  add(to[1], channels[channels.length - 1]!, at, right);
}

/** Gain and product are rounded to 32 bits as a gain node's are: opposite sounds must cancel to nothing. */
function add(to: Float32Array, samples: Float32Array, at: number, gain: number): void {
  const { length } = samples;
  const level = Math.fround(gain);
  for (let i = 0, j = at; i < length; i += 1, j += 1) to[j] = to[j]! + Math.fround(level * samples[i]!);
}

/** Tracks that are mixed before the context that mixes the rest. */
class Mix {
  private readonly tracks: readonly Track[];
  private buses: readonly Bus[] = [];
  private sound = stereo(0);

  constructor(
    plans: readonly TrackPlan[],
    private readonly count: number,
    rate: number,
  ) {
    this.tracks = plans.map((plan) => new Track(plan, rate));
  }

  /** What the buses hold is theirs again with the next call. */
  play(elapsed: number, frames: number, clips: readonly ClipFrames[]): (Stereo | null)[] {
    if (this.sound[0].length !== frames) {
      this.sound = stereo(frames);
      this.buses = Array.from({ length: this.count }, () => new Bus(frames));
    }
    for (const bus of this.buses) bus.reset();
    for (const [index, track] of this.tracks.entries()) {
      const own = clips.filter((clip) => clip.track === index);
      track.play(this.sound, this.buses, elapsed, own);
    }
    return this.buses.map(({ sound }) => sound);
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
