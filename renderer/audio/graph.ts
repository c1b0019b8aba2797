import type { ProjectDocument, Track } from '../../preload/contract/document';
import type { Scene } from './scene';
import { Scope } from './scope';
import { Strip, type StripState } from './strip';
import { Context, connect, Gain, OfflineContext } from './tone';
import { loadProcessors } from './worklets/load';
import type { MeterBlock } from './worklets/meter';

export type GraphOptions = {
  native: AudioContext | OfflineAudioContext;
  document: ProjectDocument;
  /** context time, in seconds, at which the project plays `position` (seconds) */
  time: number;
  position: number;
  /** where the mix goes; the context's destination unless said otherwise */
  destination?: AudioNode;
  /** true: the document will not change while the graph lives (an export), so what is neutral is left out */
  fixed: boolean;
  /** receives levels by owner; null: no meters are built */
  onLevel: ((owner: string | 'master', block: MeterBlock) => void) | null;
};

const toneContexts = new WeakMap<BaseAudioContext, Context>();

/** The Tone context around a native one: one each, as Tone keeps clocks and listeners per context. */
function toneContext(native: AudioContext | OfflineAudioContext): Context {
  const known = toneContexts.get(native);
  if (known) return known;
  // No worker clock: it would be a blob: script, and nothing here is timed by Tone's clock.
  const context =
    native instanceof OfflineAudioContext
      ? new OfflineContext(native)
      : new Context({ context: native, clockSource: 'timeout', lookAhead: 0, updateInterval: 1 });
  toneContexts.set(native, context);
  return context;
}

/** A context with the studio's processors in it, ready for graphs. Must be awaited once per native context. */
export async function prepareContext(native: AudioContext | OfflineAudioContext): Promise<void> {
  await loadProcessors(native);
}

const audible = (track: Track, anySolo: boolean): boolean => !track.muted && (!anySolo || track.soloed);

/**
 * The mixer of a document in one context: a strip per track into the master strip into the destination. The same class
 * builds what is heard and what is exported; clips are played into it by a ClipPlayer.
 * A later document is taken over by identity: parts that are the same object cost nothing, values ramp, and only what
 * was added, removed or moved is wired anew.
 */
export class MixGraph {
  private readonly scope = new Scope();
  private readonly sum: Gain;
  private readonly output: Gain;
  private readonly master: Strip;
  private readonly strips = new Map<string, Strip>();
  private document: ProjectDocument;
  private maxLatency = 0;

  constructor(private readonly options: GraphOptions) {
    const { native, document } = options;
    const context = toneContext(native);
    this.document = document;
    this.sum = this.scope.own(new Gain({ context }));
    this.output = this.scope.own(new Gain({ context }));
    connect(this.output, options.destination ?? native.destination);
    this.master = this.strip('master', this.masterState(), this.output);
    this.sum.connect(this.master.input);
    this.master.compensate(0);
    this.syncTracks();
  }

  /** Where a track's clips go. */
  inputOf(trackId: string): AudioNode | null {
    return this.strips.get(trackId)?.input.input ?? null;
  }

  /** Frames between a clip's sound entering and leaving the mixer. */
  get latency(): number {
    return this.maxLatency + this.master.latency;
  }

  update(document: ProjectDocument): void {
    if (document === this.document) return;
    const before = this.document;
    this.document = document;
    if (document.master !== before.master) this.master.update(this.masterState());
    if (document.tracks !== before.tracks) this.syncTracks();
  }

  /** Fades the whole mix to silence within `seconds`; the graph is then to be disposed. */
  fadeOut(seconds: number): void {
    this.output.gain.rampTo(0, seconds);
  }

  dispose(): void {
    this.scope.dispose();
  }

  private masterState(): StripState {
    const { volumeDb, effects } = this.document.master;
    return { volumeDb, effects, pan: 0, audible: true };
  }

  private strip(owner: string | 'master', state: StripState, destination: Gain): Strip {
    const { onLevel } = this.options;
    return new Strip((scope) => this.sceneFor(scope), this.scope.child(), state, destination, {
      onLatency: () => this.compensate(),
      onLevel: onLevel && ((block) => onLevel(owner, block)),
    });
  }

  /** Nodes made while playing belong to a later moment of the project than those made before. */
  private sceneFor(scope: Scope): Scene {
    const { native, time, position, fixed } = this.options;
    const start = Math.max(time, native.currentTime);
    return {
      context: toneContext(native),
      native,
      scope,
      time: start,
      position: position + (start - time),
      fixed,
    };
  }

  private syncTracks(): void {
    const { tracks } = this.document;
    const anySolo = tracks.some(({ soloed }) => soloed);
    for (const track of tracks) {
      const state: StripState = { ...track, audible: audible(track, anySolo) };
      const known = this.strips.get(track.id);
      if (known) known.update(state);
      else this.strips.set(track.id, this.strip(track.id, state, this.sum));
    }
    const ids = new Set(tracks.map(({ id }) => id));
    for (const [id, strip] of this.strips) {
      if (ids.has(id)) continue;
      this.strips.delete(id);
      strip.retire();
    }
    this.compensate();
  }

  /** Delays every strip to the latest one. */
  private compensate(): void {
    const latencies = [...this.strips.values()].map((strip) => strip.latency);
    this.maxLatency = Math.max(0, ...latencies);
    for (const strip of this.strips.values()) strip.compensate(this.maxLatency - strip.latency);
  }
}
