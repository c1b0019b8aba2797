import type { Clip, ProjectDocument, Track } from '../../preload/contract/document';
import { newClip } from '../document/factory';
import type { MixGraph } from './graph';
import { Passes, type Pass } from './passes';
import { inPieces } from './pieces';
import { clipBufferKey } from './sources';
import { Voice, type Piece } from './voice';

type Options = {
  context: BaseAudioContext;
  graph: Pick<MixGraph, 'inputOf' | 'automate'>;
  document: ProjectDocument;
  /** the clip's buffer (loadClipBuffer) if it is there; asking for one that is not may start loading it */
  bufferOf: (clip: Clip) => AudioBuffer | null;
  /** nothing will be edited (an export): clips whose samples can be had in pieces are given them by `lacking` */
  fixed?: boolean;
  /** tracks that are played elsewhere */
  except?: Pick<ReadonlySet<string>, 'has'>;
};

/** Samples that a voice needs next. */
export type Lack = Piece & { readonly clip: Clip; readonly voice: Voice };

type Entry = { pass: Pass; readonly voices: Map<string, Voice>; readonly done: Set<string> };

/** What starts late (its sound was still loading, it was just placed) starts this far ahead, in seconds. */
const LATE_START = 0.02;

type Heard = { readonly byStart: readonly Clip[]; readonly byId: ReadonlyMap<string, Clip> };
type Basis = Pick<ProjectDocument, 'clips' | 'tracks' | 'sounds' | 'sampleRate'>;

const frozenClips = new WeakMap<NonNullable<Track['frozen']>, Clip>();

/** A frozen track's sound as a clip of its own: played as it is, from where it begins. */
function frozenClip({ id, frozen }: Track, { sounds, sampleRate }: Basis): Clip | null {
  const sound = frozen && sounds[frozen.soundId];
  if (!frozen || !sound) return null;
  const known = frozenClips.get(frozen);
  if (known?.trackId === id) return known;
  const clip = { ...newClip(sound, id, frozen.start, sampleRate), id: `frozen ${id}` };
  frozenClips.set(frozen, clip);
  return clip;
}

let latest: { basis: Basis; heard: Heard } | null = null;

/** What is played: the clips by start, and in place of a frozen track's its one sound. Worked out once per set of clips. */
export function heardClips(document: Basis): Heard {
  const frozen = document.tracks.filter((track) => track.frozen);
  const same =
    latest?.basis.clips === document.clips &&
    latest.basis.sampleRate === document.sampleRate &&
    (latest.basis.tracks === document.tracks ||
      (frozen.length === 0 && !latest.basis.tracks.some((track) => track.frozen)));
  if (latest && same) return latest.heard;
  const silent = new Set(frozen.map(({ id }) => id));
  const clips = Object.values(document.clips).filter(({ trackId }) => !silent.has(trackId));
  for (const track of frozen) {
    const clip = frozenClip(track, document);
    if (clip) clips.push(clip);
  }
  const heard: Heard = {
    byStart: clips.sort((a, b) => a.start - b.start),
    byId: new Map(clips.map((clip) => [clip.id, clip])),
  };
  latest = { basis: document, heard };
  return heard;
}

/** Plays clips into a graph, and its automation along: each is planned once per pass, some time before it sounds. */
export class ClipPlayer {
  private document: ProjectDocument;
  private heard: Heard;
  private readonly passes: Passes;
  private entries: Entry[] = [];

  constructor(private readonly options: Options) {
    this.document = options.document;
    this.heard = heardClips(options.document);
    this.passes = new Passes(options.context.sampleRate / options.document.sampleRate);
  }

  add(pass: Pass): void {
    this.passes.add(pass);
    this.entries.push({ pass, voices: new Map(), done: new Set() });
  }

  get lastPass(): Pass | undefined {
    return this.passes.last;
  }

  /** Context frames at which the last pass ends; Infinity when it has no end. */
  get endFrame(): number {
    const { last } = this.passes;
    return last ? this.passes.endOf(last) : 0;
  }

  /** The project sample that sounds at a context frame; before the first pass its beginning. */
  positionAt(frame: number): number {
    return this.passes.positionAt(frame);
  }

  /** Clips that begin or sound before a context frame and are not scheduled yet, one for each buffer that they need. */
  wanted(untilFrame: number): Clip[] {
    const clips = new Map<string, Clip>();
    this.eachDue(untilFrame, (clip) => {
      if (!this.isPlayedInPieces(clip)) clips.set(clipBufferKey(clip), clip);
    });
    return [...clips.values()];
  }

  /** What voices lack to sound on until a context frame, a piece each; to be asked again when they have got it. */
  lacking(untilFrame: number): Lack[] {
    return this.entries.flatMap(({ voices }) =>
      [...voices.values()].flatMap((voice) => {
        const piece = this.isPlayedInPieces(voice.clip) ? voice.next(untilFrame) : null;
        return piece ? [{ ...piece, clip: voice.clip, voice }] : [];
      }),
    );
  }

  /** Lets go of all samples; the context will not render on. */
  dispose(): void {
    for (const { voices } of this.entries) for (const voice of voices.values()) voice.drop();
    this.entries = [];
  }

  /** Schedules everything that begins before a context frame. Clips whose sound is not there yet are tried again. */
  advance(untilFrame: number): void {
    const nowFrame = this.nowFrame();
    this.passes.drop((pass) => pass !== this.passes.last && this.passes.endOf(pass) < nowFrame);
    this.entries = this.entries.filter(
      ({ pass, voices }) => voices.size > 0 || this.passes.all.includes(pass),
    );
    this.options.graph.automate(this.passes, untilFrame);
    this.eachDue(untilFrame, (clip, entry) => this.schedule(clip, entry));
  }

  /** Takes over an edited document: clips that changed are stopped and started anew, the others never notice. */
  update(document: ProjectDocument): void {
    const before = this.heard;
    this.document = document;
    this.heard = heardClips(document);
    if (this.heard === before) return;
    for (const entry of this.entries) {
      for (const id of entry.done) if (this.heard.byId.get(id) !== before.byId.get(id)) forget(entry, id);
    }
  }

  /** Stops everything, quickly and without clicks, and forgets the passes. Automation rests where it is. */
  clear(): void {
    for (const { voices } of this.entries) for (const voice of voices.values()) voice.release();
    this.entries = [];
    this.passes.clear();
    this.options.graph.automate(this.passes, 0);
  }

  /** Cuts the last pass short at `to` (or lets it go on): voices scheduled beyond are replaced. */
  retarget(to: number): void {
    const entry = this.entries.at(-1);
    if (!entry || entry.pass !== this.passes.last || entry.pass.to === to) return;
    const shorter = Math.min(entry.pass.to, to);
    this.passes.retarget(to);
    entry.pass = this.passes.last;
    for (const clip of this.heard.byStart) {
      if (entry.done.has(clip.id) && clip.start + clip.length > shorter) forget(entry, clip.id);
    }
  }

  private isPlayedInPieces(clip: Clip): boolean {
    return this.options.fixed === true && inPieces(clip, this.document.sampleRate);
  }

  private nowFrame(): number {
    const { context } = this.options;
    return Math.ceil(context.currentTime * context.sampleRate);
  }

  private eachDue(untilFrame: number, visit: (clip: Clip, entry: Entry) => void): void {
    for (const entry of this.entries) {
      const { pass, done } = entry;
      if (pass.frame >= untilFrame) continue;
      const until = this.passes.sampleOf(pass, untilFrame);
      for (const clip of this.heard.byStart) {
        if (clip.start >= until) break;
        if (clip.muted || done.has(clip.id) || clip.start + clip.length <= pass.from) continue;
        if (this.options.except?.has(clip.trackId)) continue;
        visit(clip, entry);
      }
    }
  }

  private schedule(clip: Clip, { pass, voices, done }: Entry): void {
    const { context, graph, bufferOf } = this.options;
    // Read anew for every clip: building voices takes time, and the clock goes on meanwhile.
    const nowFrame = this.nowFrame();
    const pieces = this.isPlayedInPieces(clip);
    const buffer = pieces ? null : bufferOf(clip);
    const destination = graph.inputOf(clip.trackId);
    if (!destination || (!pieces && !buffer)) return;
    done.add(clip.id);
    let from = Math.max(clip.start, pass.from);
    const to = Math.min(clip.start + clip.length, pass.to);
    let frame = this.passes.frameOf(pass, from);
    const late = frame < nowFrame;
    if (late) {
      frame = nowFrame + Math.round(LATE_START * context.sampleRate);
      from = pass.from + Math.round((frame - pass.frame) / this.passes.ratio);
    }
    if (from >= to) return;
    const timing = {
      frame,
      from: from - clip.start,
      to: to - clip.start,
      projectRate: this.document.sampleRate,
      soft: late || (pass.soft && from > clip.start),
      cut: pass.cut === true && pass.to < clip.start + clip.length,
      fixed: this.options.fixed === true,
    };
    const voice = new Voice(context, clip, destination, timing, () => {
      if (voices.get(clip.id) === voice) voices.delete(clip.id);
    });
    if (buffer) voice.play(buffer);
    voices.set(clip.id, voice);
  }
}

function forget({ voices, done }: Entry, id: string): void {
  done.delete(id);
  voices.get(id)?.release();
  voices.delete(id);
}
