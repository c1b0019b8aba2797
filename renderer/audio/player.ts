import type { ProjectDocument } from '../../preload/contract/document';
import { Editor } from '../document/editor';
import { emptyDocument } from '../document/factory';
import { afterwards } from './afterwards';
import { Audition } from './audition';
import { Engine } from './engine';
import { LevelBoard, type Level } from './levels';
import type { LoudnessReading } from './metering/loudness';
import { noLoudness } from './metering/master-tap';
import type { SpectrumTap } from './metering/spectrum';
import { clipsBetween, Run, type Course } from './run';
import { tailSeconds } from './tail';

const TICK_MS = 120;
/** What is allowed for building the first graph, in seconds; later ones are allowed what the last one took and half. */
const FIRST_BUILD = 0.1;
/** Sound that must be there before the first sample, in seconds. */
const FIRST_SOUNDS = 2;
/** Fastest shuttle, as a multiple of the speed. */
const FASTEST = 16;

const onAndOn: Course = { kind: 'play', until: null };

/** The transport: plays the project that it follows, with every edit as it is made. Positions in project seconds. */
class Player {
  private engine: Engine | null = null;
  private run: Run | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private pendingUpdate = false;
  /** where the playhead rests */
  private cursor = 0;
  /** where playing began: where stop goes back to */
  private origin = 0;
  private isPlaying = false;
  private isStarting = false;
  private course: Course = onAndOn;
  /** what is allowed for building a graph and its first voices */
  private buildSeconds = FIRST_BUILD;
  /** counts every start and stop, so that one that was awaiting sounds notices that it was overtaken */
  private generation = 0;
  /** calls off the end of a run that rings out */
  private callOffEnd = (): void => undefined;
  private readonly audit = new Audition(() => this.notify());
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

  /** Play was pressed, and sounds are being fetched or made. */
  get starting(): boolean {
    return this.isStarting;
  }

  get auditioning(): string | null {
    return this.audit.soundId;
  }

  /** How fast the playhead goes, in project seconds per second: negative backwards, 0 at rest. */
  get speed(): number {
    if (!this.isPlaying) return 0;
    return this.course.kind === 'shuttle' ? this.course.rate : 1;
  }

  /** Something may be heard: what plays, or what rings out after it. */
  get sounding(): boolean {
    return this.run !== null || this.isStarting || this.audit.soundId !== null;
  }

  /** Where the playhead is: what is heard now, the output's latency allowed for. */
  position(): number {
    return this.run && this.isPlaying ? this.run.position() / this.document.sampleRate : this.cursor;
  }

  /** Starts at `from`, or where the playhead rests. Resolves when the sound is on its way. */
  async play(from = this.isPlaying ? this.position() : this.cursor): Promise<void> {
    await this.start(from, onAndOn);
  }

  /** Plays from one moment to another, once, and goes back to the first. */
  async playRange(from: number, to: number): Promise<void> {
    if (to <= from) return;
    await this.start(from, { kind: 'play', until: Math.round(to * this.document.sampleRate) });
  }

  /**
   * J, K and L: 1 and −1 play forwards and backwards, and each time again twice as fast; the other direction first slows
   * down; 0 stops where it is.
   */
  async shuttle(direction: -1 | 0 | 1): Promise<void> {
    if (direction === 0) {
      this.pause();
      return;
    }
    const now = this.isPlaying ? (this.course.kind === 'shuttle' ? this.course.rate : 1) : 0;
    const rate = faster(now, direction);
    if (rate === 0) {
      this.pause();
      return;
    }
    const course: Course = rate === 1 ? onAndOn : { kind: 'shuttle', rate };
    if (this.run && this.isPlaying) {
      this.course = course;
      this.run.seek(Math.round(this.run.position()), course);
      this.notify();
    } else await this.start(this.cursor, course);
  }

  /** Moves the resting playhead and lets the sound there be heard; while playing it is a seek. */
  async scrub(seconds: number): Promise<void> {
    if (this.isPlaying) {
      this.seek(seconds);
      return;
    }
    const generation = (this.generation += 1);
    this.cursor = Math.max(0, seconds);
    this.origin = this.cursor;
    this.notify();
    const engine = await this.ready();
    const at = Math.round(this.cursor * engine.sampleRate);
    await engine.fetch(clipsBetween(this.document, at, at + engine.sampleRate));
    if (generation !== this.generation) return;
    this.run ??= new Run(engine, this.document, at, { kind: 'shuttle', rate: 0 }, 0);
    this.run.scrub(at);
    this.endWhenSilent(this.run);
  }

  /** Stops where it is. */
  pause(): void {
    if (this.isPlaying) this.halt(this.position());
    else this.cancelStart();
  }

  /** Stops and goes back to where playing began; when stopped already, to the beginning of the project. */
  stop(): void {
    this.audit.stop();
    if (this.isPlaying) this.halt(this.origin);
    else {
      if (!this.isStarting) this.cursor = 0;
      this.cancelStart();
    }
  }

  /** Moves the playhead; while playing, sound goes on from there. */
  seek(seconds: number): void {
    this.cursor = Math.max(0, seconds);
    this.origin = this.cursor;
    if (this.isPlaying) {
      this.run?.seek(Math.round(this.cursor * this.document.sampleRate), onAndOn);
      this.course = onAndOn;
    }
    this.notify();
  }

  /** Plays one sound by itself, past the mixer; over and over if it is to repeat. Another one stops it. */
  async audition(soundId: string, repeat = false): Promise<void> {
    await this.audit.start(soundId, () => this.ready(), repeat);
  }

  stopAudition(): void {
    this.audit.stop();
  }

  /**
   * Keeps an automation target at a value in its own unit, whatever its lane says, while a hand is on it; null lets go.
   * Without a lane or a modulator the document's own value is what is heard anyway.
   */
  hold(owner: string | 'master', target: string, value: number | null): void {
    this.run?.graph.hold(owner, target, value);
    this.tick();
  }

  level(owner: string | 'master'): Level {
    return (this.engine?.levels ?? noLevels).read(owner, performance.now() / 1000);
  }

  /** Loudness of everything that was played since it was reset. */
  loudness(): LoudnessReading {
    return this.engine?.tap?.loudness ?? noLoudness;
  }

  resetLoudness(): void {
    this.engine?.tap?.reset();
  }

  /** The mix as it leaves; null until something was played. */
  masterSpectrum(): SpectrumTap | null {
    return this.engine?.tap?.spectrum ?? null;
  }

  /** The sound of a track or the master behind its effects, before the fader; null while nothing plays. */
  spectrum(owner: string | 'master'): SpectrumTap | null {
    return this.run?.spectrum(owner) ?? null;
  }

  /** By how many dB an effect turns each of its bands down now; null while nothing plays, or if it does not. */
  reduction(owner: string | 'master', effectId: string): Float32Array | null {
    return this.run?.graph.reduction(owner, effectId) ?? null;
  }

  /** Puts out the clip lamp and forgets the highest peak. */
  resetClip(owner: string | 'master'): void {
    this.engine?.levels.resetClip(owner);
  }

  /** Told when playing, starting, auditioning or the resting playhead changes; not while the playhead runs. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private get document(): ProjectDocument {
    return this.editor.document;
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private async ready(): Promise<Engine> {
    const rate = this.document.sampleRate;
    if (this.engine?.sampleRate !== rate) {
      this.dropRun(0);
      this.engine?.close();
      this.engine = new Engine(rate);
    }
    const { engine } = this;
    await engine.ready();
    return engine;
  }

  private async start(from: number, course: Course): Promise<void> {
    const generation = (this.generation += 1);
    this.isStarting = true;
    this.notify();
    try {
      const engine = await this.ready();
      const rate = engine.sampleRate;
      const start = Math.max(0, Math.round(from * rate));
      await engine.fetch(clipsBetween(this.document, start, start + FIRST_SOUNDS * rate));
      if (generation !== this.generation) return;
      this.isStarting = false;
      this.begin(engine, start, course);
    } catch (error) {
      // Nothing may look as if it played when it does not.
      if (generation === this.generation) this.halt(this.cursor);
      throw error;
    }
    this.notify();
  }

  private begin(engine: Engine, start: number, course: Course): void {
    this.dropRun(0.02);
    const buildStart = performance.now();
    this.run = new Run(engine, this.document, start, course, this.buildSeconds);
    this.course = course;
    this.cursor = start / engine.sampleRate;
    this.origin = this.cursor;
    this.isPlaying = true;
    this.tick();
    this.buildSeconds = (1.5 * (performance.now() - buildStart)) / 1000;
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  private cancelStart(): void {
    this.generation += 1;
    this.isStarting = false;
    this.notify();
  }

  private tick(): void {
    const { run } = this;
    if (!run || !this.isPlaying || run.tick()) return;
    this.halt(this.course.kind === 'play' ? this.origin : this.position());
  }

  /** Stops the clips; effects ring out. */
  private halt(cursor: number): void {
    this.generation += 1;
    this.cursor = cursor;
    this.isPlaying = false;
    this.isStarting = false;
    this.course = onAndOn;
    this.stopTimer();
    if (this.run) {
      this.run.rest();
      this.endWhenSilent(this.run);
    }
    this.notify();
  }

  private endWhenSilent(run: Run): void {
    this.callOffEnd();
    const silence = tailSeconds(this.document) + 0.5;
    this.callOffEnd = afterwards(run.engine.context, silence, () => this.dropRun(0.02));
  }

  private stopTimer(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private dropRun(fadeSeconds: number): void {
    this.stopTimer();
    this.callOffEnd();
    this.run?.end(fadeSeconds);
    this.run = null;
  }

  /** Edits come in bursts while something is dragged: taken over together, at most 50 times a second. */
  private onEdit(): void {
    if (this.document.id !== this.projectId) {
      this.projectId = this.document.id;
      this.isPlaying = false;
      this.dropRun(0.02);
      this.audit.stop();
      this.engine?.forget();
      this.cursor = 0;
      this.origin = 0;
      this.cancelStart();
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
    if (this.document.sampleRate !== run.engine.sampleRate) {
      this.halt(this.cursor);
      this.dropRun(0.02);
      return;
    }
    run.update(this.document, this.isPlaying);
    this.tick();
  }
}

/** The speed that J or L makes of the one it finds. */
function faster(rate: number, direction: -1 | 1): number {
  if (rate === 0) return direction;
  if (Math.sign(rate) === direction) return direction * Math.min(FASTEST, Math.abs(rate) * 2);
  return Math.abs(rate) === 1 ? direction : rate / 2;
}

const noLevels = new LevelBoard(48_000);

/** The window's one player. */
export const player = new Player();
