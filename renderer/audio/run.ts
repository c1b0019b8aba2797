import type { Clip, ProjectDocument } from '../../preload/contract/document';
import { projectEnd } from '../document/select';
import { afterwards } from './afterwards';
import { ClipPlayer, heardClips } from './clipPlayer';
import type { Engine } from './engine';
import { MixGraph } from './graph';
import { SpectrumTap } from './metering/spectrum';

/** Seconds scheduled ahead. Long enough for a hidden window's slow timers; edits within it are rescheduled. */
const HORIZON = 2.5;
/** A person turns a shuttle in the middle of it, so its grains are scheduled no further than a slow timer needs. */
const SHUTTLE_HORIZON = 0.35;
/** Length of a shuttle's and a scrub's pieces of sound, in seconds. */
const GRAIN = 0.09;
/** Sounds are fetched this long before they are needed, in seconds. */
const PREFETCH = 12;
/** A loop shorter than this is not one. Seconds. */
const SHORTEST_LOOP = 0.02;
/** Least time between a decision and its first sample, in seconds. */
const START_DELAY = 0.05;
/** Web Audio renders in blocks of 128; starting on a block makes live and offline alike to the sample. */
const QUANTUM = 128;

/**
 * What is played: the project on and on (`until` a sample, or its end), or pieces of it at a multiple of its speed, also
 * backwards; a shuttle of 0 plays only what is scrubbed.
 */
export type Course =
  | { readonly kind: 'play'; readonly until: number | null }
  | { readonly kind: 'shuttle'; readonly rate: number };

/** One mixer with clips playing into it, from when it is started until its last tail has gone. Positions in samples. */
export class Run {
  readonly graph: MixGraph;
  private readonly clips: ClipPlayer;
  /** what is being looked at, by owner */
  private readonly spectra = new Map<string, SpectrumTap>();
  private started: number;

  /** @param buildSeconds what is allowed for building it before the first sample */
  constructor(
    readonly engine: Engine,
    private document: ProjectDocument,
    from: number,
    private course: Course,
    buildSeconds: number,
  ) {
    const { context } = engine;
    const frame = this.frameIn(START_DELAY + buildSeconds);
    this.graph = new MixGraph({
      native: context,
      document,
      time: frame / context.sampleRate,
      position: from / document.sampleRate,
      fixed: false,
      destination: engine.tap?.input ?? context.destination,
      onLevel: (owner, block) => engine.levels.add(owner, block, performance.now() / 1000),
    });
    this.clips = new ClipPlayer({
      context,
      graph: this.graph,
      document,
      bufferOf: (clip) => engine.bufferOf(clip),
    });
    this.started = from;
    this.begin(frame, from);
  }

  /** The sample that is heard now. */
  position(): number {
    const heard = this.engine.heardTime() * this.engine.sampleRate - this.graph.latency;
    return this.clips.positionAt(heard);
  }

  /** Schedules on. @returns false when all has been played */
  tick(): boolean {
    const { context, sampleRate } = this.engine;
    const horizon =
      (context.currentTime + (this.course.kind === 'play' ? HORIZON : SHUTTLE_HORIZON)) * sampleRate;
    this.extend(horizon);
    this.clips.advance(horizon);
    const ahead = this.clips.positionAt(context.currentTime * sampleRate);
    void this.engine.fetch(clipsBetween(this.document, ahead, ahead + PREFETCH * sampleRate));
    return !this.over();
  }

  /** Goes on from another sample, and another way if one is given. */
  seek(from: number, course: Course = this.course): void {
    this.course = course;
    this.clips.clear();
    this.started = from;
    this.begin(this.frameIn(START_DELAY), from);
    this.tick();
  }

  /** Plays one piece of sound at a sample. */
  scrub(at: number): void {
    this.clips.clear();
    this.clips.add({ frame: this.frameIn(0.01), from: at, to: at + this.grain, soft: true, cut: true });
    this.clips.advance((this.engine.context.currentTime + SHUTTLE_HORIZON) * this.engine.sampleRate);
  }

  /** Takes over an edited document of the same sample rate. */
  update(document: ProjectDocument, playing: boolean): void {
    this.document = document;
    this.graph.update(document);
    this.clips.update(document);
    this.engine.keep(heardClips(document).byStart);
    const pass = this.clips.lastPass;
    if (!pass || !playing || this.course.kind !== 'play') return;
    const now = this.engine.context.currentTime * this.engine.sampleRate;
    if (pass.frame <= now) {
      this.clips.retarget(this.passEnd(this.clips.positionAt(now)));
      return;
    }
    // Later rounds of a loop that was changed are dropped by playing on from where the sound is.
    const { loop } = document;
    if (pass.from === loop.start && pass.to === loop.end && this.loops()) return;
    const frame = this.frameIn(2 * (QUANTUM / this.engine.sampleRate));
    const from = Math.round(this.clips.positionAt(frame));
    this.clips.clear();
    this.begin(frame, from);
  }

  /** Stops the clips; effects ring out. */
  rest(): void {
    this.clips.clear();
  }

  /** The sound of a track or the master behind its effects, before the fader. */
  spectrum(owner: string | 'master'): SpectrumTap | null {
    const tap = this.graph.tapOf(owner);
    if (!tap) return null;
    const spectrum = this.spectra.get(owner) ?? new SpectrumTap(tap);
    this.spectra.set(owner, spectrum);
    return spectrum;
  }

  /** Fades out and lets go of everything. */
  end(fadeSeconds: number): void {
    this.clips.clear();
    if (fadeSeconds === 0) this.graph.dispose();
    else {
      this.graph.fadeOut(fadeSeconds);
      afterwards(this.engine.context, 2 * fadeSeconds + 0.02, () => this.graph.dispose());
    }
  }

  private get grain(): number {
    return Math.round(GRAIN * this.document.sampleRate);
  }

  /** The first block's frame after so many seconds. */
  private frameIn(seconds: number): number {
    const { context, sampleRate } = this.engine;
    return Math.ceil(((context.currentTime + seconds) * sampleRate) / QUANTUM) * QUANTUM;
  }

  private begin(frame: number, from: number): void {
    const { course } = this;
    if (course.kind === 'play') this.clips.add({ frame, from, to: this.passEnd(from), soft: true });
    else if (course.rate !== 0) this.clips.add({ frame, from, to: from + this.grain, soft: true, cut: true });
  }

  private extend(horizon: number): void {
    const { course } = this;
    while (this.clips.endFrame < horizon) {
      const frame = this.clips.endFrame;
      const last = this.clips.lastPass;
      if (course.kind === 'play') {
        if (!this.loops() || course.until !== null) return;
        this.clips.add({ frame, from: this.document.loop.start, to: this.document.loop.end, soft: false });
      } else {
        if (!last || course.rate === 0) return;
        const from = last.from + Math.round(this.grain * course.rate);
        if (from < 0) return;
        this.clips.add({ frame, from, to: from + this.grain, soft: true, cut: true });
      }
    }
  }

  private over(): boolean {
    const { course } = this;
    const position = this.position();
    const end = projectEnd(this.document);
    if (course.kind === 'play') {
      if (course.until !== null) return position >= course.until;
      return this.clips.lastPass?.to === Infinity && this.started < end && position >= end;
    }
    return course.rate < 0 ? position <= this.grain * -course.rate : course.rate > 0 && position >= end;
  }

  private loops(): boolean {
    const { enabled, start, end } = this.document.loop;
    return enabled && end - start >= SHORTEST_LOOP * this.document.sampleRate;
  }

  /** Where a pass that begins at a sample ends: at its range's end, the loop's end when it runs into it, else never. */
  private passEnd(from: number): number {
    if (this.course.kind === 'play' && this.course.until !== null) return this.course.until;
    return this.loops() && from < this.document.loop.end ? this.document.loop.end : Infinity;
  }
}

/** Clips that sound somewhere between two samples. */
export const clipsBetween = (document: ProjectDocument, from: number, to: number): Clip[] =>
  heardClips(document).byStart.filter(
    (clip) => !clip.muted && clip.start < to && clip.start + clip.length > from,
  );
