import { StudioError } from '../../preload/contract/errors';
import type { ProjectDocument } from '../../preload/contract/document';
import { projectEnd } from '../document/select';
import { Editor } from '../document/editor';
import { emptyDocument } from '../document/factory';
import { ClipPlayer } from './clipPlayer';
import { tailSeconds } from './tail';
import { MixGraph, prepareContext } from './graph';
import { LevelBoard, type Level } from './levels';
import { loadBuffer } from './sounds';

/** Seconds scheduled ahead. Long enough for a hidden window's slow timers; edits within it are rescheduled. */
const HORIZON = 2.5;
const TICK_MS = 120;
/** Sounds are fetched this long before they are needed, in seconds. */
const PREFETCH = 12;
/** A loop shorter than this is not one. Seconds. */
const SHORTEST_LOOP = 0.02;
/** Least time between pressing play and the first sample, in seconds. */
const START_DELAY = 0.05;
/** What is allowed for building the first graph, in seconds; later ones are allowed what the last one took and half. */
const FIRST_BUILD = 0.1;
/** Web Audio renders in blocks of 128; starting on a block makes live and offline alike to the sample. */
const QUANTUM = 128;

/** The live context and what belongs to it. One per sample rate: another project's rate means another context. */
type Engine = {
  context: AudioContext;
  levels: LevelBoard;
  buffers: Map<string, AudioBuffer>;
  failed: Set<string>;
};

type Run = { engine: Engine; graph: MixGraph; clips: ClipPlayer; started: number };

class Player {
  private engine: Engine | null = null;
  private run: Run | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private pendingUpdate = false;
  /** project seconds where the playhead rests */
  private cursor = 0;
  /** project seconds where playing began: where stop goes back to */
  private origin = 0;
  private isPlaying = false;
  /** what is allowed for building a graph and its first voices */
  private buildSeconds = FIRST_BUILD;
  /** counts every start and stop, so that one that was awaiting sounds notices that it was overtaken */
  private generation = 0;
  private take: { soundId: string; source: AudioBufferSourceNode; level: GainNode } | null = null;
  private takeWanted: string | null = null;
  private readonly listeners = new Set<() => void>();

  private editor = new Editor(emptyDocument());
  private projectId = '';
  private unfollow = (): void => undefined;

  /** The project to play, with every edit as it is made. */
  follow(editor: Editor): void {
    this.unfollow();
    this.editor = editor;
    this.unfollow = editor.subscribe(() => this.onEdit());
    this.onEdit();
  }

  get playing(): boolean {
    return this.isPlaying;
  }

  get auditioning(): string | null {
    return this.takeWanted;
  }

  /** Where the playhead is, in project seconds: what is heard now, the output's latency allowed for. */
  position(): number {
    const { run } = this;
    if (!run || !this.isPlaying) return this.cursor;
    const { context } = run.engine;
    const heard = heardTime(context) - run.graph.latency / context.sampleRate;
    return run.clips.positionAt(heard * context.sampleRate) / this.editor.document.sampleRate;
  }

  /** Starts at `from`, or where the playhead rests. Resolves when the sound is on its way. */
  async play(from = this.cursor): Promise<void> {
    const generation = (this.generation += 1);
    const engine = await this.ready();
    const document = this.editor.document;
    const rate = document.sampleRate;
    const start = Math.max(0, Math.round(from * rate));
    // What sounds in the first moments must be there before the first sample.
    await this.fetch(engine, soundsBetween(document, start, start + 2 * rate));
    if (generation !== this.generation) return;

    this.dropRun(0.02);
    const { context } = engine;
    const earliest = (context.currentTime + START_DELAY + this.buildSeconds) * context.sampleRate;
    const buildStart = performance.now();
    const frame = Math.ceil(earliest / QUANTUM) * QUANTUM;
    const graph = new MixGraph({
      native: context,
      document,
      time: frame / context.sampleRate,
      position: start / rate,
      fixed: false,
      onLevel: (owner, block) => engine.levels.add(owner, block, performance.now() / 1000),
    });
    const clips = new ClipPlayer({ context, graph, document, bufferOf: (id) => this.bufferOf(engine, id) });
    clips.add({ frame, from: start, to: passEnd(document, start), soft: true });
    this.run = { engine, graph, clips, started: start };
    this.cursor = start / rate;
    this.origin = this.cursor;
    this.isPlaying = true;
    try {
      this.tick();
    } catch (error) {
      // Nothing may look as if it played when it does not.
      this.halt(this.cursor);
      throw error;
    }
    this.buildSeconds = (1.5 * (performance.now() - buildStart)) / 1000;
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.notify();
  }

  /** Stops where it is. */
  pause(): void {
    if (!this.isPlaying) {
      this.generation += 1;
      return;
    }
    this.halt(this.position());
  }

  /** Stops and goes back to where playing began; when stopped already, to the beginning of the project. */
  stop(): void {
    this.stopAudition();
    if (this.isPlaying) this.halt(this.origin);
    else {
      this.generation += 1;
      this.cursor = 0;
      this.notify();
    }
  }

  /** Moves the playhead; while playing, sound goes on from there. */
  seek(seconds: number): void {
    const target = Math.max(0, seconds);
    const { run } = this;
    this.cursor = target;
    this.origin = target;
    if (run && this.isPlaying) {
      const { context } = run.engine;
      const document = this.editor.document;
      const from = Math.round(target * document.sampleRate);
      const frame = Math.ceil(((context.currentTime + START_DELAY) * context.sampleRate) / QUANTUM) * QUANTUM;
      run.clips.clear();
      run.clips.add({ frame, from, to: passEnd(document, from), soft: true });
      run.started = from;
      this.tick();
    }
    this.notify();
  }

  /** Plays one sound by itself, past the mixer. Another one stops it. */
  async audition(soundId: string): Promise<void> {
    this.stopAudition();
    this.takeWanted = soundId;
    this.notify();
    try {
      const engine = await this.ready();
      const buffer = await loadBuffer(engine.context, soundId);
      if (this.takeWanted !== soundId || this.take) return;
      const source = new AudioBufferSourceNode(engine.context, { buffer });
      const level = new GainNode(engine.context);
      source.connect(level).connect(engine.context.destination);
      source.onended = () => {
        source.disconnect();
        level.disconnect();
        if (this.take?.source !== source) return;
        this.take = null;
        this.takeWanted = null;
        this.notify();
      };
      source.start();
      this.take = { soundId, source, level };
    } catch (error) {
      if (this.takeWanted === soundId) this.takeWanted = null;
      this.notify();
      throw error;
    }
  }

  stopAudition(): void {
    const { take } = this;
    this.take = null;
    if (this.takeWanted === null) return;
    this.takeWanted = null;
    if (take) {
      const now = take.level.context.currentTime;
      take.level.gain.setValueAtTime(1, now);
      take.level.gain.linearRampToValueAtTime(0, now + 0.008);
      take.source.stop(now + 0.01);
    }
    this.notify();
  }

  level(owner: string | 'master'): Level {
    return (this.engine?.levels ?? noLevels).read(owner, performance.now() / 1000);
  }

  resetClip(owner: string | 'master'): void {
    this.engine?.levels.resetClip(owner);
  }

  /** Told when playing, auditioning or the resting playhead changes; not while the playhead runs. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private async ready(): Promise<Engine> {
    const rate = this.editor.document.sampleRate;
    if (this.engine?.context.sampleRate !== rate) {
      this.dropRun(0);
      void this.engine?.context.close();
      const context = new AudioContext({ sampleRate: rate, latencyHint: 'interactive' });
      this.engine = { context, levels: new LevelBoard(rate), buffers: new Map(), failed: new Set() };
    }
    const { engine } = this;
    await prepareContext(engine.context);
    // Allowed here because play and audition come from a click or a key.
    if (engine.context.state !== 'running') await engine.context.resume();
    return engine;
  }

  /** Keeps a buffer at hand while the project is open; loading one the cache has dropped is started again. */
  private bufferOf(engine: Engine, soundId: string): AudioBuffer | null {
    const known = engine.buffers.get(soundId);
    if (!known) void this.fetch(engine, [soundId]);
    return known ?? null;
  }

  /** A sound that cannot be loaded is silent; whoever shows its clip says why. */
  private async fetch(engine: Engine, soundIds: Iterable<string>): Promise<void> {
    await Promise.all(
      [...soundIds].map(async (id) => {
        if (engine.buffers.has(id) || engine.failed.has(id)) return;
        try {
          engine.buffers.set(id, await loadBuffer(engine.context, id));
        } catch (error) {
          if (!(error instanceof StudioError)) throw error;
          engine.failed.add(id);
        }
      }),
    );
  }

  private tick(): void {
    const { run } = this;
    if (!run || !this.isPlaying) return;
    const { context } = run.engine;
    const rate = context.sampleRate;
    const document = this.editor.document;
    const horizon = (context.currentTime + HORIZON) * rate;
    const { loop } = document;
    while (run.clips.endFrame < horizon) {
      const next = { frame: run.clips.endFrame, from: loop.start, to: loop.end, soft: false };
      if (!loops(document)) break;
      run.clips.add(next);
    }
    run.clips.advance(horizon);
    const ahead = run.clips.positionAt(context.currentTime * rate);
    void this.fetch(run.engine, soundsBetween(document, ahead, ahead + PREFETCH * document.sampleRate));

    const end = projectEnd(document);
    const endless = run.clips.lastPass?.to === Infinity;
    if (endless && run.started < end && this.position() * document.sampleRate >= end) this.halt(this.origin);
  }

  /** Stops the clips; effects ring out. */
  private halt(cursor: number): void {
    this.generation += 1;
    const { run } = this;
    this.cursor = cursor;
    this.isPlaying = false;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    if (run) {
      run.clips.clear();
      setTimeout(
        () => {
          if (this.run === run && !this.isPlaying) this.dropRun(0.02);
        },
        1000 * (tailSeconds(this.editor.document) + 0.5),
      );
    }
    this.notify();
  }

  private dropRun(fadeSeconds: number): void {
    const { run } = this;
    this.run = null;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    if (!run) return;
    run.clips.clear();
    if (fadeSeconds === 0) run.graph.dispose();
    else {
      run.graph.fadeOut(fadeSeconds);
      setTimeout(() => run.graph.dispose(), 2000 * fadeSeconds + 20);
    }
  }

  /** Edits come in bursts while something is dragged: taken over together, at most 50 times a second. */
  private onEdit(): void {
    if (this.editor.document.id !== this.projectId) {
      this.projectId = this.editor.document.id;
      this.generation += 1;
      this.isPlaying = false;
      this.dropRun(0.02);
      this.stopAudition();
      this.engine?.buffers.clear();
      this.engine?.failed.clear();
      this.cursor = 0;
      this.origin = 0;
      this.notify();
      return;
    }
    if (!this.run || this.pendingUpdate) return;
    this.pendingUpdate = true;
    setTimeout(() => {
      this.pendingUpdate = false;
      this.takeOver();
    }, 20);
  }

  private takeOver(): void {
    const { run } = this;
    if (!run) return;
    const document = this.editor.document;
    if (document.sampleRate !== run.engine.context.sampleRate) {
      this.halt(this.cursor);
      this.dropRun(0.02);
      return;
    }
    run.graph.update(document);
    run.clips.update(document);
    const pass = run.clips.lastPass;
    if (pass && this.isPlaying) {
      const now = run.engine.context.currentTime * run.engine.context.sampleRate;
      // Later passes of a loop that was changed are dropped by playing on from where the sound is.
      if (pass.frame > now) this.seekQuietly(run);
      else run.clips.retarget(passEnd(document, run.clips.positionAt(now)));
    }
    this.tick();
  }

  /** The loop changed while later rounds of it were scheduled already. */
  private seekQuietly(run: Run): void {
    const document = this.editor.document;
    const last = run.clips.lastPass;
    if (last && last.from === document.loop.start && last.to === document.loop.end && loops(document)) return;
    const { context } = run.engine;
    const frame = Math.ceil((context.currentTime * context.sampleRate) / QUANTUM + 2) * QUANTUM;
    const from = Math.round(run.clips.positionAt(frame));
    run.clips.clear();
    run.clips.add({ frame, from, to: passEnd(document, from), soft: true });
  }
}

/** Context time of the sound that leaves the machine now, between the steps in which the clock advances. */
function heardTime(context: AudioContext): number {
  const stamp = context.getOutputTimestamp();
  if (stamp.contextTime && stamp.performanceTime) {
    const heard = stamp.contextTime + (performance.now() - stamp.performanceTime) / 1000;
    // Without a real device the stamp may stand still or run ahead.
    if (heard <= context.currentTime + 0.05 && heard > context.currentTime - 0.5) return heard;
  }
  return context.currentTime - context.baseLatency;
}

function loops(document: ProjectDocument): boolean {
  const { enabled, start, end } = document.loop;
  return enabled && end - start >= SHORTEST_LOOP * document.sampleRate;
}

/** Where a pass that begins at a sample ends: the loop's end when it runs into it, else never. */
function passEnd(document: ProjectDocument, from: number): number {
  return loops(document) && from < document.loop.end ? document.loop.end : Infinity;
}

function soundsBetween(document: ProjectDocument, from: number, to: number): Set<string> {
  const sounds = new Set<string>();
  for (const id in document.clips) {
    const clip = document.clips[id];
    if (clip && clip.start < to && clip.start + clip.length > from) sounds.add(clip.soundId);
  }
  return sounds;
}

const noLevels = new LevelBoard(48_000);

/** The window's one player. */
export const player = new Player();
