import type { Effect } from '../../preload/contract/document';
import { delay, RAMP_SECONDS } from './effects/blocks';
import { paramValue, type EffectDescriptor, type EffectUnit } from './effects/descriptor';
import { descriptorOf } from './effects/index';
import type { Scene, StudioNode } from './scene';
import type { Scope } from './scope';
import { connect, Gain, type Delay } from './tone';

type Wet = { scope: Scope; unit: EffectUnit<Effect['params']>; level: Gain };

/** Share of the processed sound, 0 to 1. A bypassed effect and one this version does not know pass the dry sound. */
function wetShare(effect: Effect, descriptor: EffectDescriptor | undefined): number {
  if (effect.bypassed || !descriptor) return 0;
  const mix = descriptor.params.find(({ key }) => key === 'mix');
  return mix ? Number(paramValue(mix, effect.params['mix'])) / 100 : 1;
}

/** Equal for two states of an effect between which ramps are enough. */
function structure(effect: Effect, descriptor: EffectDescriptor): string {
  return descriptor.params
    .filter(({ structural }) => structural)
    .map((param) => paramValue(param, effect.params[param.key]))
    .join(' ');
}

/** What a rack chains: an effect with or without the means to change it. */
export type RackPlace = {
  readonly input: StudioNode;
  readonly output: StudioNode;
  /** frames */
  readonly latency: number;
  /** @returns true when the latency is another now */
  update(effect: Effect): boolean;
  dispose(): void;
};

/** A place for an effect; in a graph that is never edited, an effect without a dry share stands there by itself. */
export function placeFor(scene: (scope: Scope) => Scene, scope: Scope, effect: Effect): RackPlace {
  const own = scene(scope);
  const descriptor = descriptorOf(effect.type);
  if (!own.fixed || !descriptor || wetShare(effect, descriptor) < 1)
    return new EffectSlot(scene, scope, effect);
  const { input, output } = descriptor.create(own, effect.params);
  return {
    input,
    output,
    latency: descriptor.latency(effect.params, own.native.sampleRate),
    update: () => false,
    dispose: () => scope.dispose(),
  };
}

/**
 * One place in a rack: the effect, beside a dry path that is delayed by just what the effect delays. Mix and bypass are
 * one linear crossfade between the two, so they neither click nor comb, and a bypassed effect keeps its timing.
 */
class EffectSlot implements RackPlace {
  readonly input: Gain;
  readonly output: Gain;
  latency: number;
  private readonly dry: Gain;
  private readonly dryDelay: Delay | null;
  private readonly descriptor: EffectDescriptor | undefined;
  private wet: Wet | null = null;

  /** `scene` is asked anew whenever nodes are made: later ones start later in the project. */
  constructor(
    private readonly scene: (scope: Scope) => Scene,
    private readonly scope: Scope,
    private effect: Effect,
  ) {
    const { context, native } = scene(scope);
    this.descriptor = descriptorOf(effect.type);
    this.latency = this.descriptor?.latency(effect.params, native.sampleRate) ?? 0;
    const share = wetShare(effect, this.descriptor);
    this.input = scope.own(new Gain({ context }));
    this.output = scope.own(new Gain({ context }));
    this.dry = scope.own(new Gain({ context, gain: 1 - share }));
    this.dryDelay = this.latency > 0 ? delay(scene(scope), this.latency / native.sampleRate, 1) : null;
    if (this.dryDelay) this.input.chain(this.dryDelay, this.dry, this.output);
    else this.input.chain(this.dry, this.output);
    if (share > 0) this.wet = this.build(share);
  }

  update(effect: Effect): boolean {
    const before = this.effect;
    if (effect === before || !this.descriptor) return false;
    this.effect = effect;
    const share = wetShare(effect, this.descriptor);
    this.dry.gain.rampTo(1 - share, RAMP_SECONDS);
    const rebuild = structure(effect, this.descriptor) !== structure(before, this.descriptor);
    if (this.wet && rebuild) {
      this.retire(this.wet);
      this.wet = null;
    }
    if (this.wet) {
      this.wet.unit.apply(effect.params, RAMP_SECONDS);
      this.wet.level.gain.rampTo(share, RAMP_SECONDS);
    } else if (share > 0) {
      this.wet = this.build(0);
      this.wet?.level.gain.rampTo(share, RAMP_SECONDS);
    }
    const rate = this.input.context.sampleRate;
    const latency = this.descriptor.latency(effect.params, rate);
    if (latency === this.latency) return false;
    this.latency = latency;
    this.dryDelay?.delayTime.rampTo(latency / rate, RAMP_SECONDS);
    return true;
  }

  dispose(): void {
    this.scope.dispose();
  }

  private build(share: number): Wet | null {
    if (!this.descriptor) return null;
    const scope = this.scope.child();
    const scene = this.scene(scope);
    const unit = this.descriptor.create(scene, this.effect.params);
    const level = scope.own(new Gain({ context: scene.context, gain: share }));
    connect(this.input, unit.input);
    connect(unit.output, level);
    level.connect(this.output);
    return { scope, unit, level };
  }

  private retire(wet: Wet): void {
    wet.level.gain.rampTo(0, RAMP_SECONDS);
    const timer = setTimeout(() => wet.scope.dispose(), 4000 * RAMP_SECONDS);
    wet.scope.defer(() => clearTimeout(timer));
  }
}
