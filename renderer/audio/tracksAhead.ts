import type { Clip, ProjectDocument, Track } from '../../preload/contract/document';
import { routing } from '../document/routing';
import type { ClipFrames, Stereo } from './ahead.worker';
import { AHEAD_WORKERS, AheadMix } from './aheadMix';
import { heardClips } from './clipPlayer';
import type { MixGraph } from './graph';
import type { KernelLink } from './kernels/host';
import { linksOf } from './link';
import { Passes, type Pass } from './passes';
import { bufferFrame, inPieces, loadClipFrames } from './pieces';
import { bufferOf, channelsOf, release } from './sounds';
import { loadClipBuffer } from './sources';
import { exactSeconds } from './voice';

const QUANTUM = 128;

/** Of the tracks whose effects kernels can do, and nothing moves, what their sound passes. */
export function linksAhead({ tracks }: ProjectDocument, sampleRate: number): Map<string, KernelLink[]> {
  const ahead = new Map<string, KernelLink[]>();
  for (const track of tracks) {
    const links = track.kind === 'audio' ? linksOfTrack(track, sampleRate) : null;
    if (links) ahead.set(track.id, links);
  }
  return ahead;
}

function linksOfTrack(track: Track, sampleRate: number): KernelLink[] | null {
  const { automation, modulators } = track;
  // A follower listens to what comes before the effects, which then is not there.
  if (modulators.some(({ type }) => type === 'follower')) return null;
  const moved = new Set([...automation, ...modulators].map(({ target }) => target));
  const effects = track.frozen ? [] : track.effects;
  const links = effects.map((effect) =>
    linksOf(effect, sampleRate, (id, key) => moved.has(`effect:${id}:${key}`)),
  );
  return links.includes(null) ? null : links.flatMap((own) => own ?? []);
}

type Options = {
  readonly context: OfflineAudioContext;
  readonly graph: Pick<MixGraph, 'outletsOf'>;
  readonly document: ProjectDocument;
  readonly links: ReadonlyMap<string, readonly KernelLink[]>;
  /** what the context plays from its first frame on */
  readonly pass: Pass;
};

/** Tracks that a worker mixes, with their clips. */
type Share = { readonly mix: AheadMix; readonly clips: readonly { clip: Clip; track: number }[] };

/**
 * Plays tracks through their effects and into buses in workers, some time before the context needs what comes out: what
 * Chromium would do on its one thread, node by node, is then a few loops beside it.
 */
export class TracksAhead {
  private readonly shares: readonly Share[];
  /** where the buses go */
  private readonly buses: readonly AudioNode[];
  private readonly passes: Passes;
  private readonly elapsed: number;
  private readonly sources = new Set<AudioBufferSourceNode>();
  private at = 0;
  private disposed = false;

  constructor(private readonly options: Options) {
    const { context, document, graph, links, pass } = options;
    this.passes = new Passes(context.sampleRate / document.sampleRate);
    this.elapsed = Math.round(pass.from * this.passes.ratio);
    const heard = routing(document.tracks).filter(({ track, audible }) => audible && links.has(track.id));
    const routes = heard.map(({ track }) => ({ id: track.id, outlets: graph.outletsOf(track.id) }));
    const buses = [...new Set(routes.flatMap(({ outlets }) => outlets.map(({ to }) => to)))];
    this.buses = buses;
    const clips = heardClips(document).byStart.filter(({ muted }) => !muted);
    this.shares = Array.from({ length: Math.min(AHEAD_WORKERS, routes.length) }, (_, worker) => {
      const own = routes.filter((_route, index) => index % AHEAD_WORKERS === worker);
      const plans = own.map(({ id, outlets }) => ({
        links: links.get(id) ?? [],
        outlets: outlets.map(({ to, left, right }) => ({ bus: buses.indexOf(to), left, right })),
      }));
      return {
        mix: new AheadMix(plans, buses.length, context.sampleRate),
        clips: clips.flatMap((clip) => {
          const track = own.findIndex(({ id }) => id === clip.trackId);
          return track === -1 ? [] : [{ clip, track }];
        }),
      };
    });
  }

  /** Everything that these tracks play before a context frame is there. */
  async advance(untilFrame: number): Promise<void> {
    const { at } = this;
    const frames = Math.ceil((untilFrame - at) / QUANTUM) * QUANTUM;
    if (frames <= 0) return;
    this.at += frames;
    await Promise.all(
      this.shares.map(async ({ mix, clips }) => {
        const sounding = await Promise.all(
          clips.map(({ clip, track }) => this.framesOf(clip, track, at, at + frames)),
        );
        const buses = await mix.play(
          this.elapsed + at,
          frames,
          sounding.filter((clip) => clip !== null),
        );
        buses.forEach((channels, bus) => this.play(channels, at, this.buses[bus]));
      }),
    );
  }

  dispose(): void {
    this.disposed = true;
    for (const source of this.sources) this.letGo(source);
    for (const { mix } of this.shares) mix.close();
  }

  /** What a clip plays between two context frames. */
  private async framesOf(clip: Clip, track: number, begin: number, end: number): Promise<ClipFrames | null> {
    const { pass, document, context } = this.options;
    const { ratio } = this.passes;
    const from = Math.max(clip.start, pass.from);
    const to = Math.min(clip.start + clip.length, pass.to);
    const start = this.passes.frameOf(pass, from);
    const shape = { clip, from: from - clip.start, to: to - clip.start, ratio };
    const length = Math.round(shape.to * ratio) - Math.round(shape.from * ratio);
    const first = Math.max(begin, start);
    const frames = Math.min(end, start + length) - first;
    if (to <= from || frames <= 0) return null;
    const rates = [context.sampleRate, document.sampleRate] as const;
    const own = bufferFrame(clip, shape.from, ratio) + first - start;
    const channels = inPieces(clip, document.sampleRate)
      ? await loadClipFrames(clip, ...rates, own, frames)
      : windowOf(await loadClipBuffer(clip, ...rates), own, frames, clip.loop !== null);
    return { track, channels, at: first - begin, first: first - start, shape };
  }

  private play(channels: Stereo | null, at: number, to: AudioNode | undefined): void {
    if (!channels || !to || this.disposed) return;
    const { context } = this.options;
    const buffer = bufferOf(channels, context.sampleRate);
    release(channels);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(to);
    source.start(exactSeconds(at, context.sampleRate));
    source.onended = () => this.letGo(source);
    this.sources.add(source);
  }

  /** A source that has ended keeps its samples until the collector finds it, and may be told to sooner. */
  private letGo(source: AudioBufferSourceNode): void {
    const { buffer } = source;
    source.onended = null;
    source.disconnect();
    source.buffer = null;
    if (buffer) release(channelsOf(buffer));
    this.sources.delete(source);
  }
}

/** Frames of a buffer, silence past its end, or around and around. */
function windowOf(buffer: AudioBuffer, first: number, frames: number, loops: boolean): Float32Array[] {
  return channelsOf(buffer).map((channel) => {
    const window = new Float32Array(frames);
    if (!loops) window.set(channel.subarray(first, first + frames));
    else {
      for (let at = 0; at < frames;) {
        const from = (first + at) % channel.length;
        const part = channel.subarray(from, from + frames - at);
        window.set(part, at);
        at += part.length;
      }
    }
    return window;
  });
}
