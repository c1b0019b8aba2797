import type { Effect, ProjectDocument, Track } from '../../preload/contract/document';
import { routing, type Route } from '../document/routing';
import { alignment, type Arrival } from './alignment';
import { glideNative } from './effects/blocks';
import type { Passes } from './passes';
import { rackLatency } from './rack';
import type { Scene } from './scene';
import { Scope } from './scope';
import { isStill, outletsOf, Strip, type Outlet, type Patch, type StripState } from './strip';
import { Context, OfflineContext } from './tone';
import { Wait } from './wait';
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
  /** tracks whose sound comes with their effects done, by where `outletsOf` says; only in a fixed graph */
  ahead?: Pick<ReadonlySet<string>, 'has'>;
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

/**
 * Frames between a clip's sound entering and leaving the mixer of a document.
 * @param fixed as in GraphOptions
 */
export function mixLatency(document: ProjectDocument, sampleRate: number, fixed: boolean): number {
  return arrivalsOf(document, routing(document.tracks), sampleRate, fixed).get('master')?.leaves ?? 0;
}

/** When sound arrives in each strip. */
function arrivalsOf(
  { tracks, master }: ProjectDocument,
  routes: readonly Route[],
  sampleRate: number,
  fixed: boolean,
): Map<string, Arrival> {
  const effects = new Map(tracks.map((track) => [track.id, inserts(track)]));
  effects.set('master', master.effects);
  return alignment(routes, (id) => rackLatency(effects.get(id) ?? [], sampleRate, fixed));
}

/** Everything else about a strip is its track's; the master is heard always, and goes where the mix goes. */
const masterTrack = { phaseInverted: false, audible: true, direct: true, sends: [] } as const;

/**
 * The mixer of a document in one context: a strip per track, into groups, returns and the master, and from there to the
 * destination. The same class builds what is heard and what is exported; clips are played into it by a ClipPlayer.
 * A later document is taken over by identity: parts that are the same object cost nothing, values ramp, and only what
 * was added, removed or moved is wired anew.
 */
export class MixGraph {
  private readonly scope = new Scope();
  private readonly output: GainNode;
  private readonly master: Strip;
  private readonly strips = new Map<string, Strip>();
  /** what sound waits in before a strip, by strip and frames; only in a fixed graph */
  private readonly inlets = new Map<string, AudioNode>();
  private document: ProjectDocument;
  private arrivals: ReadonlyMap<string, Arrival> = new Map();

  constructor(private readonly options: GraphOptions) {
    const { native, document } = options;
    this.document = document;
    this.output = this.scope.node(new GainNode(native));
    this.output.connect(options.destination ?? native.destination);
    const routes = this.align();
    this.master = this.strip('master', this.masterState());
    this.syncTracks(routes);
  }

  /** Where a track's clips go. */
  inputOf(trackId: string): AudioNode | null {
    return this.strips.get(trackId)?.input.input ?? null;
  }

  /** Where the sound of a track goes whose effects are done already: into its strip, or past it where that is still. */
  outletsOf(trackId: string): Outlet[] {
    const strip = this.inputOf(trackId);
    if (strip) return [{ to: strip, left: 1, right: 1 }];
    const route = routing(this.document.tracks).find(({ track }) => track.id === trackId);
    return route ? outletsOf(this.state(route)) : [];
  }

  /** The sound of a track or the master behind its effects, to be looked at. */
  tapOf(owner: string | 'master'): AudioNode | null {
    return this.stripOf(owner)?.tap ?? null;
  }

  /** By how many dB an effect of a track or the master turns each band down now; null if it does not. */
  reduction(owner: string | 'master', effectId: string): Float32Array | null {
    return this.stripOf(owner)?.reduction(effectId) ?? null;
  }

  /** Frames between a clip's sound entering and leaving the mixer. */
  get latency(): number {
    return this.arrivals.get('master')?.leaves ?? 0;
  }

  update(document: ProjectDocument): void {
    if (document === this.document) return;
    const before = this.document;
    this.document = document;
    if (document.tracks === before.tracks && document.master === before.master) return;
    const routes = this.align();
    this.master.update(this.masterState());
    this.syncTracks(routes);
  }

  /** Plans automation on to what clips play at a context frame. */
  automate(passes: Passes, untilFrame: number): void {
    const { native } = this.options;
    const now = native.currentTime * native.sampleRate;
    this.master.automate(passes, now, untilFrame);
    for (const strip of this.strips.values()) strip.automate(passes, now, untilFrame);
  }

  /** Keeps an automation target at a value, whatever its lane says, while a hand is on it; null lets go. */
  hold(owner: string | 'master', target: string, value: number | null): void {
    this.stripOf(owner)?.hold(target, value);
  }

  /** Fades the whole mix to silence within `seconds`; the graph is then to be disposed. */
  fadeOut(seconds: number): void {
    glideNative(this.options.native, this.output.gain, 0, seconds);
  }

  dispose(): void {
    this.scope.dispose();
  }

  private stripOf(owner: string | 'master'): Strip | undefined {
    return owner === 'master' ? this.master : this.strips.get(owner);
  }

  /** Works out who plays into whom, and when sound arrives there. */
  private align(): Route[] {
    const { native, fixed } = this.options;
    const routes = routing(this.document.tracks);
    this.arrivals = arrivalsOf(this.document, routes, native.sampleRate, fixed);
    return routes;
  }

  private masterState(): StripState {
    return {
      ...masterTrack,
      ...this.document.master,
      arrival: this.arrivals.get('master') ?? { enters: 0, leaves: 0 },
      output: { to: this.output, frames: 0 },
      projectRate: this.document.sampleRate,
    };
  }

  private state({ track, output, sends, audible, direct }: Route): StripState {
    const arrival = this.arrivals.get(track.id) ?? { enters: 0, leaves: 0 };
    const patch = (id: string): Patch => this.patch(id, arrival.leaves);
    return {
      ...track,
      effects: this.options.ahead?.has(track.id) ? noEffects : inserts(track),
      audible,
      direct,
      arrival,
      output: patch(output),
      sends: sends.map((send) => ({ ...patch(send.returnId), send })),
      projectRate: this.document.sampleRate,
    };
  }

  /** Into a strip, waiting there for what arrives later. Where nothing will be edited, those that wait alike wait together. */
  private patch(id: string, leaves: number): Patch {
    const to = (this.stripOf(id) ?? this.master).input.input;
    const frames = (this.arrivals.get(id)?.enters ?? 0) - leaves;
    if (!this.options.fixed || frames === 0) return { to, frames };
    const key = `${id} ${frames}`;
    const known = this.inlets.get(key);
    if (known) return { to: known, frames: 0 };
    const inlet = this.scope.node(new GainNode(this.options.native));
    new Wait(this.sceneFor(this.scope), frames).after(inlet).connect(to);
    this.inlets.set(key, inlet);
    return { to: inlet, frames: 0 };
  }

  private strip(owner: string | 'master', state: StripState): Strip {
    const { onLevel } = this.options;
    const level = onLevel && ((block: MeterBlock) => onLevel(owner, block));
    return new Strip((scope) => this.sceneFor(scope), this.scope.child(), state, level);
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

  /** From the master backwards: what a strip plays into is there before it. */
  private syncTracks(routes: readonly Route[]): void {
    for (const route of routes.toReversed()) {
      const { id } = route.track;
      if (this.options.ahead?.has(id) && isStill(route.track)) continue;
      const known = this.strips.get(id);
      if (known) known.update(this.state(route));
      else this.strips.set(id, this.strip(id, this.state(route)));
    }
    const ids = new Set(routes.map(({ track }) => track.id));
    for (const [id, strip] of this.strips) {
      if (ids.has(id)) continue;
      this.strips.delete(id);
      strip.retire();
    }
  }
}

const noEffects: readonly Effect[] = [];

/** A frozen track's effects are in its sound already. */
const inserts = (track: Track): readonly Effect[] => (track.frozen ? noEffects : track.effects);
