import { afterwards } from './afterwards';
import { RAMP_SECONDS, glideNative } from './effects/blocks';
import type { ParamDrive } from './effects/descriptor';
import { shareAt, stops, type Curve } from './automation';
import { AutomationLine } from './automationLine';
import { shareOf, valueOf, type Range } from '../document/automation';
import type { Follower } from '../document/modulators';
import type { Pass, Passes } from './passes';
import type { Scene } from './scene';
import type { Scope } from './scope';
import { Wait } from './wait';
import { workletUnit } from './worklets/load';

/** After a seek, at a loop's beginning and after an edit, a value gets to its curve within this, in seconds. */
const GLIDE = 0.005;
/** An edit is taken over this far ahead, in seconds: behind what the audio thread may have rendered already. */
const MARGIN = 0.01;
/** Points of the table that turns shares of a range into an AudioParam's values: lines between them err below −110 dB. */
const TABLE_POINTS = 4097;

export type ControlSettings = { readonly curve: Curve; readonly followers: readonly Follower[] };

type Output = { readonly drive: ParamDrive; readonly shaper: WaveShaperNode; readonly level: GainNode };

const tables = new WeakMap<ParamDrive['of'], { range: Range; table: Float32Array<ArrayBuffer> }>();

/** What an AudioParam is over the whole range, for a WaveShaper: −1 stands for its lower end, 1 for its upper. */
function tableOf(of: ParamDrive['of'], range: Range): Float32Array<ArrayBuffer> {
  const known = tables.get(of);
  if (
    known &&
    known.range.min === range.min &&
    known.range.max === range.max &&
    known.range.scale === range.scale
  ) {
    return known.table;
  }
  const table = new Float32Array(TABLE_POINTS);
  for (let i = 0; i < TABLE_POINTS; i += 1) table[i] = of(valueOf(range, i / (TABLE_POINTS - 1)));
  tables.set(of, { range, table });
  return table;
}

const mono = { channelCount: 1, channelCountMode: 'explicit' } as const;

const signed = (share: number): number => 2 * share - 1;

/**
 * Moves one parameter over time, to the sample: a constant source follows the planned curve as a share of the range,
 * the level of the strip's own sound is added where it is followed, and a table per AudioParam turns the sum into its
 * values. The AudioParams themselves rest at 0 meanwhile.
 */
export class Control {
  private readonly source: ConstantSourceNode;
  private readonly sum: GainNode;
  private readonly line: AutomationLine;
  private readonly outputs = new Map<AudioParam, Output>();
  private followers: Scope | null = null;
  private planned: { pass: Pass | null; frame: number } = { pass: null, frame: 0 };
  private version = -1;
  /** what it is planned for does not hold any more */
  private stale = true;
  private held: number | null = null;
  private lag = 0;
  private behind = 0;

  /** @param follow a strip's sound, for followers */
  constructor(
    private readonly scene: Scene,
    private settings: ControlSettings,
    private readonly follow: AudioNode,
  ) {
    const { native, scope } = scene;
    this.source = scope.node(new ConstantSourceNode(native, { offset: signed(shareAt(settings.curve, 0)) }));
    this.sum = scope.node(new GainNode(native, mono));
    this.source.connect(this.sum);
    this.source.start();
    scope.defer(() => this.source.stop());
    this.line = new AutomationLine(this.source.offset, native.sampleRate);
    this.buildFollowers();
  }

  /** Drives exactly these AudioParams. Those that join a sounding graph are crossfaded in. */
  bind(drives: readonly ParamDrive[], sounding: boolean): void {
    const wanted = new Set(drives.map(({ param }) => param));
    for (const [param, output] of this.outputs) {
      if (wanted.has(param)) continue;
      this.outputs.delete(param);
      this.fade(output);
      afterwards(this.scene.native, 2 * RAMP_SECONDS, () => disconnect(output));
    }
    for (const drive of drives) if (!this.outputs.has(drive.param)) this.join(drive, sounding);
  }

  update(settings: ControlSettings): void {
    const followersChanged = !sameFollowers(settings.followers, this.settings.followers);
    this.settings = settings;
    this.stale = true;
    if (followersChanged) this.buildFollowers();
  }

  /**
   * Frames by which the sound at the parameter lags what clips play; `behind` of them lie between the sound that is
   * followed and the parameter.
   */
  setLag(frames: number, behind: number): void {
    if (frames !== this.lag) this.stale = true;
    this.lag = frames;
    if (behind === this.behind) return;
    this.behind = behind;
    this.buildFollowers();
  }

  /** Stays at a value, whatever the curve does: a hand is on it. null lets go. */
  hold(value: number | null): void {
    this.held = value;
    this.stale = true;
  }

  /** Plans on to what clips play at a context frame, and anew what does not hold any more. No passes: it rests. */
  advance(passes: Passes, now: number, until: number): void {
    const rate = this.scene.native.sampleRate;
    if (!this.line.empty && (this.stale || passes.version !== this.version)) {
      const cut = Math.ceil(now + MARGIN * rate);
      this.line.cut(cut);
      this.planned = { pass: null, frame: cut - this.lag };
    }
    this.stale = false;
    this.version = passes.version;
    this.line.forget(now - rate);
    for (const pass of passes.all) {
      const begin = Math.max(this.planned.frame, pass.frame, now - this.lag);
      // After the last pass effects ring out, and the project's time goes on.
      const end = pass === passes.last ? until : Math.min(passes.endOf(pass), until);
      if (begin >= end) continue;
      this.plan(passes, pass, begin, end);
      this.planned = { pass, frame: end };
    }
  }

  /** Lets the parameters rest at what the document says again; to be disposed of afterwards. */
  release(): void {
    for (const output of this.outputs.values()) {
      const { param, of } = output.drive;
      glideNative(this.scene.native, param, of(this.settings.curve.value), RAMP_SECONDS);
      this.fade(output);
    }
  }

  dispose(): void {
    this.scene.scope.dispose();
  }

  private fade({ level }: Output): void {
    glideNative(this.scene.native, level.gain, 0, RAMP_SECONDS);
  }

  private plan(passes: Passes, pass: Pass, begin: number, end: number): void {
    const { line, lag } = this;
    const { curve } = this.settings;
    const held = this.held === null ? null : shareOf(curve.range, this.held);
    const valueAt = (sample: number): number => signed(held ?? shareAt(curve, sample));
    const sampleOf = (frame: number): number => pass.from + (frame - pass.frame) / passes.ratio;
    let from = sampleOf(begin);
    if (line.empty) {
      line.jump(0, valueAt(from));
      line.jump(begin + lag, valueAt(from));
    } else if (this.planned.pass !== pass || this.planned.frame !== begin) {
      line.jump(begin + lag, line.valueAt(begin + lag));
      const frames = Math.min(end - begin, Math.round(GLIDE * this.scene.native.sampleRate));
      from = sampleOf(begin + frames);
      line.ramp(begin + lag + frames, valueAt(from));
    }
    if (held !== null) return;
    for (const { at, share, jump } of stops(curve, from, sampleOf(end))) {
      const frame = passes.frameOf(pass, at) + lag;
      if (jump) line.jump(frame, signed(share));
      else line.ramp(frame, signed(share));
    }
  }

  private join(drive: ParamDrive, sounding: boolean): void {
    const { native, scope } = this.scene;
    const { param } = drive;
    const shaper = scope.node(
      new WaveShaperNode(native, { curve: tableOf(drive.of, this.settings.curve.range), channelCount: 1 }),
    );
    const level = scope.node(new GainNode(native, { gain: sounding ? 0 : 1 }));
    this.sum.connect(shaper).connect(level).connect(param);
    this.outputs.set(param, { drive, shaper, level });
    if (sounding) {
      const now = native.currentTime;
      glideNative(native, param, 0, RAMP_SECONDS);
      level.gain.setValueAtTime(0, now);
      level.gain.linearRampToValueAtTime(1, now + RAMP_SECONDS);
    } else {
      param.cancelScheduledValues(0);
      param.setValueAtTime(0, native.currentTime);
    }
  }

  private buildFollowers(): void {
    this.followers?.dispose();
    this.followers = null;
    const { followers } = this.settings;
    if (followers.length === 0) return;
    const scope = this.scene.scope.child();
    const { native } = this.scene;
    for (const { attack, release, depth } of followers) {
      const { node } = workletUnit({ ...this.scene, scope }, 'follower', { attack, release });
      const amount = scope.node(new GainNode(native, { ...mono, gain: 2 * depth }));
      this.follow.connect(node);
      scope.defer(() => this.follow.disconnect(node));
      node.connect(amount);
      const late = this.behind > 0 ? new Wait({ ...this.scene, scope }, this.behind).after(amount) : amount;
      late.connect(this.sum);
    }
    this.followers = scope;
  }
}

function disconnect({ shaper, level }: Output): void {
  shaper.disconnect();
  level.disconnect();
}

const sameFollowers = (a: readonly Follower[], b: readonly Follower[]): boolean =>
  a.length === b.length &&
  a.every((one, i) => {
    const other = b[i]!;
    return one.attack === other.attack && one.release === other.release && one.depth === other.depth;
  });
