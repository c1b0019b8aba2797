import { GAIN_MIN_DB, type Effect } from '../../preload/contract/document';
import { delay, glide, RAMP_SECONDS } from './effects/blocks';
import { Rack } from './rack';
import type { Scene } from './scene';
import type { Scope } from './scope';
import { connect, Gain, Merge, Split, type Delay } from './tone';
import { workletUnit } from './worklets/load';
import type { MeterBlock } from './worklets/meter';

export type StripState = { volumeDb: number; pan: number; audible: boolean; effects: readonly Effect[] };

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

/** Room for the latency of any chain of effects, in seconds. */
const MAX_COMPENSATION = 1;

/** effects → latency compensation → pan → fader with mute → meter. */
export class Strip {
  readonly input: Gain;
  private readonly rack: Rack;
  private compensation: Delay | null = null;
  /** null in a fixed graph whose pan is in the centre */
  private readonly pan: { split: Split; sides: [Gain, Gain] } | null;
  private readonly fader: Gain;
  private compensated = false;
  private state: StripState;

  constructor(
    private readonly scene: (scope: Scope) => Scene,
    private readonly scope: Scope,
    state: StripState,
    destination: Gain | AudioNode,
    options: { onLatency: () => void; onLevel: ((block: MeterBlock) => void) | null },
  ) {
    const own = scene(scope);
    const { context } = own;
    this.state = state;
    this.rack = new Rack(scene, scope, state.effects, options.onLatency);
    this.input = this.rack.input;
    this.fader = scope.own(new Gain({ context, gain: this.faderTarget(state) }));
    this.pan = own.fixed && state.pan === 0 ? null : this.buildPan(own, state.pan);
    if (options.onLevel) {
      const { onLevel } = options;
      const meter = workletUnit(own, 'meter', {});
      meter.node.port.onmessage = ({ data }: MessageEvent<MeterBlock>) => onLevel(data);
      connect(this.fader, meter.node);
      connect(meter.node, destination);
    } else connect(this.fader, destination);
  }

  /** Frames by which the effects delay this strip. */
  get latency(): number {
    return this.rack.latency;
  }

  /**
   * Delays this strip by `frames` more, so that all strips arrive together. Must be called once when all strips are
   * there (it closes the gap behind the effects), and whenever latencies change.
   */
  compensate(frames: number): void {
    const own = this.scene(this.scope);
    const seconds = Math.min(MAX_COMPENSATION, frames / own.native.sampleRate);
    if (this.compensated) {
      if (this.compensation) glide(this.compensation.delayTime, seconds, RAMP_SECONDS);
      return;
    }
    this.compensated = true;
    const next = this.pan?.split ?? this.fader;
    if (own.fixed && frames === 0) {
      connect(this.rack.output, next);
      return;
    }
    this.compensation = delay(own, seconds, MAX_COMPENSATION);
    this.rack.output.chain(this.compensation, next);
  }

  update(next: StripState): void {
    const before = this.state;
    this.state = next;
    if (next.pan !== before.pan) {
      panGains(next.pan).forEach((value, channel) => {
        const side = this.pan?.sides[channel];
        if (side) glide(side.gain, value, RAMP_SECONDS);
      });
    }
    if (this.faderTarget(next) !== this.faderTarget(before)) {
      glide(this.fader.gain, this.faderTarget(next), RAMP_SECONDS);
    }
    this.rack.update(next.effects);
  }

  /** Fades out, then lets go of everything. */
  retire(): void {
    glide(this.fader.gain, 0, RAMP_SECONDS);
    const timer = setTimeout(() => this.scope.dispose(), 4000 * RAMP_SECONDS);
    this.scope.defer(() => clearTimeout(timer));
  }

  private buildPan({ context }: Scene, pan: number): { split: Split; sides: [Gain, Gain] } {
    const { scope } = this;
    const split = scope.own(new Split({ context, channels: 2 }));
    const merge = scope.own(new Merge({ context, channels: 2 }));
    const [left, right] = panGains(pan);
    const sides: [Gain, Gain] = [
      scope.own(new Gain({ context, gain: left })),
      scope.own(new Gain({ context, gain: right })),
    ];
    sides.forEach((side, channel) => {
      split.connect(side, channel, 0);
      side.connect(merge, 0, channel);
    });
    merge.connect(this.fader);
    return { split, sides };
  }

  private faderTarget(state: StripState): number {
    return state.audible ? faderGain(state.volumeDb) : 0;
  }
}
