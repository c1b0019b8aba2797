import type { Automation, Effect, Modulator, Send } from '../../preload/contract/document';
import { GAIN_MIN_DB } from '../../preload/contract/document';
import { afterwards } from './afterwards';
import type { Arrival } from './alignment';
import { Cable } from './cable';
import { glideNative, RAMP_SECONDS } from './effects/blocks';
import type { ParamDrive } from './effects/descriptor';
import type { Passes } from './passes';
import { Rack, rackLatency } from './rack';
import type { Scene } from './scene';
import type { Scope } from './scope';
import { StripControls } from './stripControls';
import { connect, type Gain } from './tone';
import { workletUnit } from './worklets/load';
import type { MeterBlock } from './worklets/meter';

/** Where one strip's sound goes, and by how many frames it waits there for others. */
export type Patch = { readonly to: AudioNode; readonly frames: number };
export type SendPatch = Patch & { readonly send: Send };

export type StripState = {
  readonly volumeDb: number;
  /** undefined: it has none (the master) */
  readonly pan?: number;
  readonly phaseInverted: boolean;
  /** heard at all; heard through its output */
  readonly audible: boolean;
  readonly direct: boolean;
  readonly effects: readonly Effect[];
  readonly automation: readonly Automation[];
  readonly modulators: readonly Modulator[];
  readonly arrival: Arrival;
  readonly output: Patch;
  readonly sends: readonly SendPatch[];
  readonly projectRate: number;
};

/** Linear gain of a fader; its lowest position is silence. */
export const faderGain = (db: number): number => (db <= GAIN_MIN_DB ? 0 : 10 ** (db / 20));

/**
 * Pan law: equal power (sine/cosine), normalised to 0 dB in the centre, +3 dB on the one side left at the ends. For a
 * stereo sound it acts as a balance. A StereoPannerNode would add the channels up instead: +6 dB for a sound that is
 * the same on both.
 */
export function panGains(pan: number): [number, number] {
  const angle = ((pan + 1) * Math.PI) / 4;
  return [Math.SQRT2 * Math.cos(angle), Math.SQRT2 * Math.sin(angle)];
}
const leftGain = (pan: number): number => panGains(pan)[0];
const rightGain = (pan: number): number => panGains(pan)[1];

/** A way out of a strip in which nothing moves, with the gain of each side from its effects on. */
export type Outlet = { readonly to: AudioNode; readonly left: number; readonly right: number };

/** Whether nothing but an edit moves a strip. */
export const isStill = ({ automation, modulators }: Pick<StripState, 'automation' | 'modulators'>): boolean =>
  automation.every(({ bypassed, points }) => bypassed || points.length === 0) &&
  modulators.every(({ bypassed, depth }) => bypassed || depth === 0);

/** What a still strip does behind its effects, as gains. */
export function outletsOf(state: StripState): Outlet[] {
  const gate = gateGain(state);
  const fader = gate * faderGain(state.volumeDb);
  const [left, right] = panGains(state.pan ?? 0);
  const post = { left: left * fader, right: right * fader };
  const outlets: Outlet[] = isDirect(state) ? [{ to: state.output.to, ...post }] : [];
  for (const { to, send } of state.sends) {
    if (send.muted || !state.audible) continue;
    const level = faderGain(send.levelDb);
    const tap = send.pre ? { left: gate, right: gate } : post;
    outlets.push({ to, left: level * tap.left, right: level * tap.right });
  }
  return outlets;
}

type OwnedSend = { scope: Scope; tap: AudioNode; level: GainNode; cable: Cable; send: Send };

/**
 * effects → mute and phase → pan → fader → meter → output. Sends leave before the pan or behind the fader; mute and
 * solo silence both.
 */
export class Strip {
  private readonly rack: Rack;
  private readonly controls: StripControls;
  /** null in a fixed graph where it would do nothing */
  private readonly gate: GainNode | null;
  private readonly pan: readonly [GainNode, GainNode] | null;
  private readonly fader: GainNode;
  /** behind the effects, mute and phase; behind the fader */
  private readonly pre: AudioNode;
  private readonly post: AudioNode;
  private readonly output: Cable | null;
  private readonly sends = new Map<string, OwnedSend>();
  private readonly fixed: boolean;

  constructor(
    private readonly scene: (scope: Scope) => Scene,
    private readonly scope: Scope,
    private state: StripState,
    onLevel: ((block: MeterBlock) => void) | null,
  ) {
    const own = scene(scope);
    const { native } = own;
    this.fixed = own.fixed;
    this.controls = new StripControls(own, state, (target) => this.drives(target));
    const driven = (id: string, key: string): boolean => this.controls.drives(`effect:${id}:${key}`);
    this.rack = new Rack(scene, scope, state.effects, driven, () => this.controls.bind());
    if (!own.fixed) this.keepOpen(native);
    this.gate =
      own.fixed && gateGain(state) === 1 ? null : scope.node(new GainNode(native, { gain: gateGain(state) }));
    this.pre = this.gate ?? this.tap;
    if (this.gate) connect(this.rack.output, this.gate);
    this.fader = scope.node(new GainNode(native, { gain: faderGain(state.volumeDb) }));
    const centred = state.pan === 0 && !this.controls.drives('pan');
    this.pan = state.pan === undefined || (own.fixed && centred) ? null : this.buildPan(own, state.pan);
    if (!this.pan) this.pre.connect(this.fader);
    if (onLevel) {
      const meter = workletUnit(own, 'meter', {});
      meter.node.port.onmessage = ({ data }: MessageEvent<MeterBlock>) => onLevel(data);
      this.fader.connect(meter.node);
      this.post = meter.node;
    } else this.post = this.fader;
    const { to, frames } = state.output;
    const direct = isDirect(state);
    this.output = own.fixed && !direct ? null : new Cable(own, this.post, to, direct, frames);
    this.patchSends(state, false);
    this.controls.start(this.input.input);
  }

  /** Where sound goes in. */
  get input(): Gain {
    return this.rack.input;
  }

  /** The sound behind the effects and before the fader, to be looked at. */
  get tap(): AudioNode {
    return this.rack.output;
  }

  /** By how many dB one of its effects turns each band down now; null if it does not. */
  reduction(effectId: string): Float32Array | null {
    return this.rack.reduction(effectId);
  }

  update(next: StripState): void {
    const before = this.state;
    this.state = next;
    this.controls.update(next);
    this.rack.update(next.effects);
    const { native } = this.scene(this.scope);
    const glide = ({ gain }: GainNode, value: number): void => glideNative(native, gain, value, RAMP_SECONDS);
    if (this.gate && gateGain(next) !== gateGain(before)) glide(this.gate, gateGain(next));
    if (next.volumeDb !== before.volumeDb && !this.controls.drives('volume')) {
      glide(this.fader, faderGain(next.volumeDb));
    }
    if (this.pan && next.pan !== before.pan && !this.controls.drives('pan')) {
      const gains = panGains(next.pan ?? 0);
      this.pan.forEach((side, channel) => glide(side, gains[channel] ?? 1));
    }
    this.output?.set(next.output.to, isDirect(next), next.output.frames);
    this.patchSends(next, true);
    this.controls.bind();
  }

  /** Plans automation on to what clips play at a context frame. */
  automate(passes: Passes, now: number, until: number): void {
    this.controls.advance(passes, now, until);
  }

  /** Keeps a target at a value, whatever its lane says; null lets go. */
  hold(target: string, value: number | null): void {
    this.controls.hold(target, value);
  }

  /** Fades out, then lets go of everything. */
  retire(): void {
    const { native } = this.scene(this.scope);
    this.output?.set(this.state.output.to, false, this.state.output.frames);
    for (const { level } of this.sends.values()) glideNative(native, level.gain, 0, RAMP_SECONDS);
    this.scope.defer(afterwards(native, 4 * RAMP_SECONDS, () => this.scope.dispose()));
  }

  /**
   * Something that is always connected, and silent. When the last clip of a strip was taken from its input, Chromium
   * would switch off what follows, in the middle of what is being rendered: up to two blocks of a tail could be lost.
   */
  private keepOpen(native: BaseAudioContext): void {
    this.scope.node(new GainNode(native)).connect(this.input.input);
  }

  private buildPan({ native, scope }: Scene, pan: number): [GainNode, GainNode] {
    const split = scope.node(new ChannelSplitterNode(native, { numberOfOutputs: 2 }));
    const merge = scope.node(new ChannelMergerNode(native, { numberOfInputs: 2 }));
    const side = (channel: 0 | 1): GainNode => {
      const node = scope.node(new GainNode(native, { gain: panGains(pan)[channel] }));
      split.connect(node, channel);
      node.connect(merge, 0, channel);
      return node;
    };
    this.pre.connect(split);
    merge.connect(this.fader);
    return [side(0), side(1)];
  }

  /** @param sounding new ones are faded in */
  private patchSends(state: StripState, sounding: boolean): void {
    const wanted = new Map(state.sends.map((patch) => [patch.send.id, patch]));
    for (const [id, known] of this.sends) {
      const next = wanted.get(id);
      if (next && (next.send.pre ? this.pre : this.post) === known.tap) {
        this.patchSend(known, next);
        continue;
      }
      this.sends.delete(id);
      glideNative(known.level.context, known.level.gain, 0, RAMP_SECONDS);
      known.scope.defer(afterwards(known.level.context, 2 * RAMP_SECONDS, () => known.scope.dispose()));
    }
    for (const [id, { send, to, frames }] of wanted) {
      if (this.sends.has(id) || (this.fixed && (send.muted || !state.audible))) continue;
      const scope = this.scope.child();
      const own = this.scene(scope);
      const tap = send.pre ? this.pre : this.post;
      const gain = faderGain(send.levelDb);
      const level = scope.node(new GainNode(own.native, { gain: sounding ? 0 : gain }));
      if (sounding) glideNative(own.native, level.gain, gain, RAMP_SECONDS);
      tap.connect(level);
      scope.defer(() => tap.disconnect(level));
      this.sends.set(id, { scope, tap, level, cable: new Cable(own, level, to, !send.muted, frames), send });
    }
  }

  private patchSend(known: OwnedSend, { send, to, frames }: SendPatch): void {
    if (send.levelDb !== known.send.levelDb && !this.controls.drives(`send:${send.id}`)) {
      glideNative(known.level.context, known.level.gain, faderGain(send.levelDb), RAMP_SECONDS);
    }
    known.send = send;
    known.cable.set(to, !send.muted, frames);
  }

  /** What an automation target moves now, and by how many frames the sound there lags what clips play. */
  private drives(target: string): { drives: readonly ParamDrive[]; lag: number } {
    const { arrival, effects } = this.state;
    if (target === 'volume')
      return { drives: [{ param: this.fader.gain, of: faderGain }], lag: arrival.leaves };
    if (target === 'pan') {
      const [left, right] = this.pan ?? [];
      const drives =
        left && right
          ? [
              { param: left.gain, of: leftGain },
              { param: right.gain, of: rightGain },
            ]
          : [];
      return { drives, lag: arrival.leaves };
    }
    const [kind, id = '', key = ''] = target.split(':');
    if (kind === 'send') {
      const level = this.sends.get(id)?.level;
      return { drives: level ? [{ param: level.gain, of: faderGain }] : [], lag: arrival.leaves };
    }
    const before = effects.slice(
      0,
      Math.max(
        0,
        effects.findIndex((effect) => effect.id === id),
      ),
    );
    const lag =
      arrival.enters + rackLatency(before, this.fader.context.sampleRate, this.scene(this.scope).fixed);
    return { drives: this.rack.drives(id, key), lag };
  }
}

const gateGain = ({ audible, phaseInverted }: StripState): number => (audible ? (phaseInverted ? -1 : 1) : 0);
const isDirect = ({ audible, direct }: StripState): boolean => audible && direct;
