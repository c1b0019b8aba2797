import type { Clip } from '../../preload/contract/document';
import { fadeInCurve, fadeOutCurve, type ClipShape, type GainCurve } from './clipShape';
import { bufferFrame } from './pieces';
import { channelsOf, release } from './sounds';

export type VoiceTiming = {
  /** context frame at which the voice starts */
  frame: number;
  /** first and last sample of the clip that sound, from the clip's start, at the project rate */
  from: number;
  to: number;
  projectRate: number;
  /** it begins, or ends, in the middle of what sounds: there it is faded */
  soft: boolean;
  cut: boolean;
  /** nothing will be edited while it sounds: what is neutral is left out */
  fixed: boolean;
};

/** A voice cut or begun in mid-sound is faded this long, in seconds. */
const DECLICK = 0.005;

const linear = (db: number): number => 10 ** (db / 20);

/** Seconds that give exactly these frames when they are multiplied by the rate, as Chromium does for loops. */
export function exactSeconds(frames: number, sampleRate: number): number {
  const seconds = frames / sampleRate;
  if (seconds * sampleRate === frames) return seconds;
  const nudge = seconds * Number.EPSILON;
  return [seconds + nudge, seconds - nudge].find((near) => near * sampleRate === frames) ?? seconds;
}

/** Samples that a voice plays from memory of their own are handed to it this many seconds at a time. */
const PIECE = 3;

/** What a voice needs next: frames of its clip's buffer, at the context's rate. */
export type Piece = { readonly first: number; readonly frames: number };

/**
 * One sounding of a clip: sources → fade-in and clip gain → envelope → fade-out → declick. A gain of its own for each
 * leaves each fade with one event: a curve that had to begin late can then never run into what follows it. What it plays
 * is given to it whole (`play`), or piece by piece, each in time (`next`, `add`).
 */
export class Voice {
  private readonly sources = new Set<AudioBufferSourceNode>();
  private readonly gains: readonly GainNode[];
  /** where sources go */
  private readonly entry: AudioNode;
  private readonly declick: GainNode | null;
  private readonly startTime: number;
  /** all that it plays, in frames of the clip's buffer, and how many of them it has been given */
  private readonly whole: Piece;
  private given = 0;

  /** @param onEnd called once it has ended by itself */
  constructor(
    private readonly context: BaseAudioContext,
    readonly clip: Clip,
    destination: AudioNode,
    private readonly timing: VoiceTiming,
    private readonly onEnd: () => void,
  ) {
    const { from, to, projectRate, frame, fixed } = timing;
    const ratio = context.sampleRate / projectRate;
    this.startTime = frame / context.sampleRate;
    this.whole = {
      first: bufferFrame(clip, from, ratio),
      frames: Math.round(to * ratio) - Math.round(from * ratio),
    };
    const stage = (needed: boolean, gain = 1): GainNode | null =>
      needed || !fixed ? new GainNode(context, { gain }) : null;
    const fadeIn = stage(clip.gainDb !== 0 || from < clip.fadeIn.length, linear(clip.gainDb));
    const envelope = clip.envelope.length > 0 ? new GainNode(context) : null;
    const fadeOut = stage(to > clip.length - clip.fadeOut.length);
    this.declick = stage(timing.soft || timing.cut);
    this.gains = [fadeIn, envelope, fadeOut, this.declick].filter((gain) => gain !== null);
    this.entry = this.gains[0] ?? destination;
    this.gains.forEach((gain, index) => gain.connect(this.gains[index + 1] ?? destination));

    const shape: ClipShape = { clip, from, to, ratio };
    const [rise, fall] = [fadeInCurve(shape), fadeOutCurve(shape)];
    if (fadeIn && rise) this.draw(fadeIn.gain, rise);
    if (envelope) this.drawEnvelope(clip, envelope.gain);
    if (fadeOut && fall) this.draw(fadeOut.gain, fall);
    if (this.declick) this.drawCuts(this.declick);
  }

  /** Plays from a buffer that holds the clip's source, or one or more rounds of its loop (loadClipBuffer). */
  play(buffer: AudioBuffer): void {
    const { clip, startTime } = this;
    const { first, frames } = this.whole;
    const rate = this.context.sampleRate;
    const source = this.source(buffer, () => this.end());
    if (!clip.loop) {
      source.start(startTime, first / rate, frames / rate);
      return;
    }
    source.loop = true;
    source.loopStart = 0;
    source.loopEnd = exactSeconds(buffer.length, rate);
    source.start(startTime, exactSeconds(first % buffer.length, rate));
    source.stop(exactSeconds(this.timing.frame + frames, rate));
  }

  /** The piece that it lacks to sound on until a context frame; null when it has what it needs. */
  next(untilFrame: number): Piece | null {
    const rest = this.whole.frames - this.given;
    if (rest === 0 || this.timing.frame + this.given >= untilFrame) return null;
    const most = PIECE * this.context.sampleRate;
    return { first: this.whole.first + this.given, frames: rest < 1.5 * most ? rest : most };
  }

  /** Plays the piece that `next` asked for, and then gives its memory back. */
  add(piece: AudioBuffer): void {
    const at = this.timing.frame + this.given;
    this.given += piece.length;
    const last = this.given === this.whole.frames;
    const source = this.source(piece, () => {
      letGo(source, piece);
      if (last) this.end();
    });
    source.start(exactSeconds(at, this.context.sampleRate));
  }

  /** Ends it now, without a click if it is sounding. */
  release(): void {
    const now = this.context.currentTime;
    const sounding = now >= this.startTime;
    for (const source of this.sources) {
      source.onended = () => this.disconnect(source);
      source.stop(sounding ? now + DECLICK : undefined);
      if (!sounding) this.disconnect(source);
    }
    if (!sounding || !this.declick) return;
    this.declick.gain.cancelScheduledValues(now);
    this.declick.gain.setValueAtTime(this.declick.gain.value, now);
    this.declick.gain.linearRampToValueAtTime(0, now + DECLICK);
  }

  /** Lets go of all pieces: its context will not render on. */
  drop(): void {
    for (const source of this.sources) {
      source.onended = null;
      if (source.buffer && this.given > 0) letGo(source, source.buffer);
    }
    this.sources.clear();
  }

  private source(buffer: AudioBuffer, ended: () => void): AudioBufferSourceNode {
    const source = new AudioBufferSourceNode(this.context, { buffer });
    source.connect(this.entry);
    this.sources.add(source);
    source.onended = () => {
      this.sources.delete(source);
      source.disconnect();
      ended();
    };
    return source;
  }

  private end(): void {
    for (const gain of this.gains) gain.disconnect();
    this.onEnd();
  }

  private disconnect(source: AudioBufferSourceNode): void {
    this.sources.delete(source);
    source.disconnect();
    if (this.sources.size === 0) for (const gain of this.gains) gain.disconnect();
  }

  private timeOf(sample: number): number {
    return this.startTime + (sample - this.timing.from) / this.timing.projectRate;
  }

  private drawCuts({ gain }: GainNode): void {
    if (this.timing.soft) {
      gain.value = 0;
      gain.setValueAtTime(0, this.startTime);
      gain.linearRampToValueAtTime(1, this.startTime + DECLICK);
    }
    if (this.timing.cut) {
      const end = this.timeOf(this.timing.to);
      gain.setValueAtTime(1, Math.max(this.startTime + DECLICK, end - DECLICK));
      gain.linearRampToValueAtTime(0, end);
    }
  }

  private draw(param: AudioParam, { begin, end, values }: GainCurve): void {
    param.value = values[0]!;
    param.setValueCurveAtTime(values, this.timeOf(begin), this.timeOf(end) - this.timeOf(begin));
  }

  /** Straight in dB between points is what an exponential ramp does. */
  private drawEnvelope({ envelope }: Clip, param: AudioParam): void {
    const { from, to } = this.timing;
    const next = envelope.findIndex(({ at }) => at > from);
    const after = next === -1 ? undefined : envelope[next];
    const before = envelope.at(next === -1 ? -1 : next - 1);
    const start = next === 0 || !before ? (after?.gainDb ?? 0) : before.gainDb;
    const way = after && before && next > 0 ? (from - before.at) / (after.at - before.at) : 0;
    const db = start + ((after?.gainDb ?? start) - start) * way;
    param.value = linear(db);
    param.setValueAtTime(linear(db), this.startTime);
    if (next === -1) return;
    if (next === 0 && after) param.setValueAtTime(linear(db), this.timeOf(after.at));
    for (const { at, gainDb } of envelope.slice(next)) {
      param.exponentialRampToValueAtTime(linear(gainDb), this.timeOf(at));
      if (at > to) break;
    }
  }
}

/** A source that has ended keeps its samples until the collector finds it, and may be told to sooner. */
function letGo(source: AudioBufferSourceNode, piece: AudioBuffer): void {
  source.buffer = null;
  release(channelsOf(piece));
}
