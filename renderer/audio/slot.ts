import type { Effect } from '../../preload/contract/document';
import { afterwards } from './afterwards';
import { glideNative, RAMP_SECONDS } from './effects/blocks';
import { paramValue, type EffectDescriptor, type EffectUnit, type ParamDrive } from './effects/descriptor';
import { descriptorOf } from './effects/index';
import type { Scene, StudioNode } from './scene';
import type { Scope } from './scope';
import { connect, Gain } from './tone';
import { Wait } from './wait';

/** Whether an effect's parameter is moved by automation: whoever edits it then leaves its AudioParams alone. */
export type Driven = (effectId: string, key: string) => boolean;

type Wet = { scope: Scope; unit: EffectUnit; level: GainNode };

const wetGain = (percent: number): number => percent / 100;
const dryGain = (percent: number): number => 1 - percent / 100;

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
  update(effect: Effect): void;
  /** what a parameter moves now */
  drives(key: string): readonly ParamDrive[];
  /** by how many dB it turns each band down now; null if it does not */
  reduction?(): Float32Array | null;
  dispose(): void;
};

/** A place for an effect; in a graph that is never edited, an effect without a dry share stands there by itself. */
export function placeFor(
  scene: (scope: Scope) => Scene,
  scope: Scope,
  effect: Effect,
  driven: Driven,
): RackPlace {
  const own = scene(scope);
  const descriptor = descriptorOf(effect.type);
  if (!own.fixed || !descriptor || wetShare(effect, descriptor) < 1 || driven(effect.id, 'mix')) {
    return new EffectSlot(scene, scope, effect, driven);
  }
  const { input, output, automatable } = descriptor.create(own, effect.params);
  return {
    input,
    output,
    update: () => undefined,
    drives: (key) => automatable[key] ?? [],
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
  private readonly dry: GainNode;
  private readonly wait: Wait | null;
  private readonly descriptor: EffectDescriptor | undefined;
  private wet: Wet | null = null;

  /** `scene` is asked anew whenever nodes are made: later ones start later in the project. */
  constructor(
    private readonly scene: (scope: Scope) => Scene,
    private readonly scope: Scope,
    private effect: Effect,
    private readonly driven: Driven,
  ) {
    const { context, native, fixed } = scene(scope);
    this.descriptor = descriptorOf(effect.type);
    const latency = this.descriptor?.latency(effect.params, native.sampleRate, fixed) ?? 0;
    const share = wetShare(effect, this.descriptor);
    this.input = scope.own(new Gain({ context }));
    this.output = scope.own(new Gain({ context }));
    this.dry = scope.node(new GainNode(native, { gain: 1 - share }));
    this.wait = latency > 0 ? new Wait(scene(scope), latency) : null;
    const dry = this.input.output;
    (this.wait?.after(dry) ?? dry).connect(this.dry);
    connect(this.dry, this.output);
    if (share > 0 || this.isMixed(effect)) this.wet = this.build(share);
  }

  update(effect: Effect): void {
    const before = this.effect;
    if (effect === before || !this.descriptor) return;
    this.effect = effect;
    const share = wetShare(effect, this.descriptor);
    const mixed = this.isMixed(effect);
    if (!mixed) this.glide(this.dry, 1 - share);
    const old = structure(effect, this.descriptor) === structure(before, this.descriptor) ? null : this.wet;
    if (this.wet && !old) {
      this.wet.unit.apply(effect.params, RAMP_SECONDS, this.drivenKeys());
      if (!mixed) this.glide(this.wet.level, share);
    } else if (old || share > 0 || mixed) {
      // Built first: a long room takes longer to compute than the fades that are then begun together.
      this.wet = this.build(0, true);
      if (!mixed) this.glide(this.wet.level, share);
      if (old) this.retire(old);
    }
    this.wait?.set(this.descriptor.latency(effect.params, this.input.context.sampleRate));
  }

  drives(key: string): readonly ParamDrive[] {
    if (!this.wet || this.effect.bypassed) return [];
    if (key !== 'mix') return this.wet.unit.automatable[key] ?? [];
    return [
      { param: this.wet.level.gain, of: wetGain },
      { param: this.dry.gain, of: dryGain },
    ];
  }

  reduction(): Float32Array | null {
    return this.effect.bypassed ? null : (this.wet?.unit.reduction?.() ?? null);
  }

  dispose(): void {
    this.scope.dispose();
  }

  /** Automation has the mix; a bypassed effect is dry all the same. */
  private isMixed(effect: Effect): boolean {
    return !effect.bypassed && this.descriptor !== undefined && this.driven(effect.id, 'mix');
  }

  private drivenKeys(): ReadonlySet<string> {
    const keys = this.descriptor?.params.map(({ key }) => key) ?? [];
    return new Set(keys.filter((key) => this.driven(this.effect.id, key)));
  }

  private glide({ gain }: GainNode, value: number): void {
    glideNative(this.dry.context, gain, value, RAMP_SECONDS);
  }

  /** `sounding`: into what sounds already, so that neither what goes in nor what comes out may begin at once. */
  private build(share: number, sounding = false): Wet {
    const { descriptor } = this;
    if (!descriptor) throw new Error('An unknown effect has nothing to build.');
    const scope = this.scope.child();
    const scene = this.scene(scope);
    const unit = descriptor.create(scene, this.effect.params);
    const level = scope.node(new GainNode(scene.native, { gain: share }));
    if (sounding) {
      const entry = scope.node(new GainNode(scene.native, { gain: 0 }));
      connect(this.input, entry);
      connect(entry, unit.input);
      this.glide(entry, 1);
    } else connect(this.input, unit.input);
    connect(unit.output, level);
    connect(level, this.output);
    return { scope, unit, level };
  }

  private retire(wet: Wet): void {
    this.glide(wet.level, 0);
    wet.scope.defer(afterwards(this.dry.context, 4 * RAMP_SECONDS, () => wet.scope.dispose()));
  }
}
