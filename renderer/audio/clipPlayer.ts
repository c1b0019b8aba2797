import type { Clip, ProjectDocument } from '../../preload/contract/document';
import type { MixGraph } from './graph';
import { Voice } from './voice';

/**
 * A stretch of the project played without a jump: from `frame` on the context's clock, samples `from` to `to` of the
 * project. A loop is a row of passes, each beginning on the frame where the last one ends. `soft`: what is cut into at
 * the beginning is faded in for a moment, because a person jumped there; a loop and an export begin as they are.
 */
export type Pass = { frame: number; from: number; to: number; soft: boolean };

type Options = {
  context: BaseAudioContext;
  graph: Pick<MixGraph, 'inputOf'>;
  document: ProjectDocument;
  /** the sound's buffer at the context's rate if it is there; asking for one that is not starts loading it */
  bufferOf: (soundId: string) => AudioBuffer | null;
};

/** What starts late (its sound was still loading, it was just placed) starts this far ahead, in seconds. */
const LATE_START = 0.02;

const sorted = new WeakMap<ProjectDocument['clips'], readonly Clip[]>();

/** The clips of a document by start; worked out once per set of clips. */
export function clipsByStart(document: ProjectDocument): readonly Clip[] {
  const known = sorted.get(document.clips);
  if (known) return known;
  const clips = Object.values(document.clips).sort((a, b) => a.start - b.start);
  sorted.set(document.clips, clips);
  return clips;
}

/** Plays clips into a graph: each is scheduled once per pass, some time before it sounds. */
export class ClipPlayer {
  private document: ProjectDocument;
  private passes: { pass: Pass; voices: Map<string, Voice>; done: Set<string> }[] = [];

  constructor(private readonly options: Options) {
    this.document = options.document;
  }

  add(pass: Pass): void {
    this.passes.push({ pass, voices: new Map(), done: new Set() });
  }

  get lastPass(): Pass | undefined {
    return this.passes.at(-1)?.pass;
  }

  /** Context frames at which the last pass ends; Infinity when it has no end. */
  get endFrame(): number {
    const last = this.lastPass;
    return last ? last.frame + this.frames(last.to) - this.frames(last.from) : 0;
  }

  /** The project sample that sounds at a context frame; before the first pass its beginning. */
  positionAt(frame: number): number {
    const { passes } = this;
    let current = passes[0]?.pass;
    for (const { pass } of passes) if (pass.frame <= frame) current = pass;
    if (!current) return 0;
    return Math.min(current.to, current.from + Math.max(0, frame - current.frame) / this.ratio);
  }

  /** Sounds whose clips begin or are sounding before a context frame and are not scheduled yet. */
  wanted(untilFrame: number): Set<string> {
    const sounds = new Set<string>();
    this.eachDue(untilFrame, (clip) => sounds.add(clip.soundId));
    return sounds;
  }

  /** Schedules everything that begins before a context frame. Clips whose sound is not there yet are tried again. */
  advance(untilFrame: number): void {
    const nowFrame = Math.ceil(this.options.context.currentTime * this.options.context.sampleRate);
    this.passes = this.passes.filter(({ pass, voices }, index) => {
      const end = pass.frame + this.frames(pass.to) - this.frames(pass.from);
      return index === this.passes.length - 1 || end >= nowFrame || voices.size > 0;
    });
    this.eachDue(untilFrame, (clip, entry) => this.schedule(clip, entry));
  }

  /** Takes over an edited document: clips that changed are stopped and started anew, the others never notice. */
  update(document: ProjectDocument): void {
    const before = this.document;
    this.document = document;
    if (document.clips === before.clips && document.sampleRate === before.sampleRate) return;
    for (const { voices, done } of this.passes) {
      for (const id of done) {
        if (document.clips[id] === before.clips[id]) continue;
        done.delete(id);
        voices.get(id)?.release();
        voices.delete(id);
      }
    }
  }

  /** Stops everything, quickly and without clicks, and forgets the passes. */
  clear(): void {
    for (const { voices } of this.passes) for (const voice of voices.values()) voice.release();
    this.passes = [];
  }

  /** Cuts the last pass short at `to` (or lets it go on): voices scheduled beyond are replaced. */
  retarget(to: number): void {
    const last = this.passes.at(-1);
    if (!last || last.pass.to === to) return;
    const shorter = Math.min(last.pass.to, to);
    last.pass = { ...last.pass, to };
    for (const clip of clipsByStart(this.document)) {
      if (!last.done.has(clip.id) || clip.start + clip.length <= shorter) continue;
      last.done.delete(clip.id);
      last.voices.get(clip.id)?.release();
      last.voices.delete(clip.id);
    }
  }

  private get ratio(): number {
    return this.options.context.sampleRate / this.document.sampleRate;
  }

  /** Project samples as context frames. Always of absolute positions, so that every pass rounds a clip alike. */
  private frames(samples: number): number {
    return samples === Infinity ? Infinity : Math.round(samples * this.ratio);
  }

  private eachDue(
    untilFrame: number,
    visit: (clip: Clip, entry: (typeof this.passes)[number]) => void,
  ): void {
    for (const entry of this.passes) {
      const { pass, done } = entry;
      if (pass.frame >= untilFrame) continue;
      const until = Math.min(pass.to, pass.from + (untilFrame - pass.frame) / this.ratio);
      for (const clip of clipsByStart(this.document)) {
        if (clip.start >= until) break;
        if (clip.muted || done.has(clip.id) || clip.start + clip.length <= pass.from) continue;
        visit(clip, entry);
      }
    }
  }

  private schedule(clip: Clip, entry: (typeof this.passes)[number]): void {
    const { context, graph, bufferOf } = this.options;
    // Read anew for every clip: building voices takes time, and the clock goes on meanwhile.
    const nowFrame = Math.ceil(context.currentTime * context.sampleRate);
    const { pass, voices, done } = entry;
    const buffer = bufferOf(clip.soundId);
    const destination = graph.inputOf(clip.trackId);
    if (!buffer || !destination) return;
    done.add(clip.id);
    let from = Math.max(clip.start, pass.from);
    const to = Math.min(clip.start + clip.length, pass.to);
    let frame = pass.frame + this.frames(from) - this.frames(pass.from);
    const late = frame < nowFrame;
    if (late) {
      frame = nowFrame + Math.round(LATE_START * context.sampleRate);
      from = pass.from + Math.round((frame - pass.frame) / this.ratio);
    }
    if (from >= to) return;
    const timing = {
      frame,
      from: from - clip.start,
      to: to - clip.start,
      projectRate: this.document.sampleRate,
    };
    const soft = late || (pass.soft && from > clip.start);
    const voice = new Voice(context, clip, buffer, destination, timing, soft, () => {
      if (voices.get(clip.id) === voice) voices.delete(clip.id);
    });
    voices.set(clip.id, voice);
  }
}
