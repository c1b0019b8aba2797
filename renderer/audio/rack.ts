import type { Effect } from '../../preload/contract/document';
import { afterwards } from './afterwards';
import { glideNative, RAMP_SECONDS, stereoInput } from './effects/blocks';
import type { ParamDrive } from './effects/descriptor';
import { descriptorOf } from './effects/index';
import type { KernelLink } from './kernels/host';
import { chainPlace, linksOf } from './link';
import type { Scene, StudioNode } from './scene';
import type { Scope } from './scope';
import { placeFor, type Driven, type RackPlace } from './slot';
import { connect, type Gain } from './tone';

/**
 * Frames by which a chain of effects delays. Bypassed ones keep their timing, so that they can be switched while they
 * sound; where nothing will be edited (`fixed`) they are not there.
 */
export function rackLatency(effects: readonly Effect[], sampleRate: number, fixed: boolean): number {
  return effects.reduce(
    (sum, { type, params, bypassed }) =>
      fixed && bypassed ? sum : sum + (descriptorOf(type)?.latency(params, sampleRate, fixed) ?? 0),
    0,
  );
}

/** The effects of a track or the master, in series. */
export class Rack {
  readonly input: Gain;
  readonly output: GainNode;
  private slots: RackPlace[] = [];
  private readonly byId = new Map<string, RackPlace>();
  private effects: readonly Effect[];
  private rewiring: (() => void) | null = null;

  /** `onWired` is called after effects were moved, added or taken away. */
  constructor(
    private readonly scene: (scope: Scope) => Scene,
    private readonly scope: Scope,
    effects: readonly Effect[],
    private readonly driven: Driven,
    private readonly onWired: () => void,
  ) {
    const own = scene(scope);
    // Two channels from here on, whatever comes in: mono sounds then meet the same pan law.
    this.input = stereoInput(own);
    this.output = scope.node(new GainNode(own.native));
    this.effects = effects;
    this.wire();
    scope.defer(() => {
      this.rewiring?.();
    });
  }

  /** What a parameter of an effect moves now. */
  drives(effectId: string, key: string): readonly ParamDrive[] {
    return this.byId.get(effectId)?.drives(key) ?? [];
  }

  /** By how many dB an effect turns each band down now; null if it does not. */
  reduction(effectId: string): Float32Array | null {
    return this.byId.get(effectId)?.reduction?.() ?? null;
  }

  update(effects: readonly Effect[]): void {
    if (effects === this.effects) return;
    const before = this.effects;
    this.effects = effects;
    for (const effect of effects) this.byId.get(effect.id)?.update(effect);
    const sameOrder = effects.length === before.length && effects.every(({ id }, i) => id === before[i]?.id);
    if (!sameOrder) this.rewireSilently();
  }

  /** A dip of some 30 ms while cables are moved, in this rack alone: shorter than a click is loud. */
  private rewireSilently(): void {
    if (this.rewiring !== null) return;
    const { context, gain } = this.output;
    glideNative(context, gain, 0, RAMP_SECONDS);
    this.rewiring = afterwards(context, 1.5 * RAMP_SECONDS, () => {
      this.rewiring = null;
      this.wire();
      glideNative(context, gain, 1, RAMP_SECONDS);
      this.onWired();
    });
  }

  private place(effect: Effect): RackPlace {
    const slot = placeFor(this.scene, this.scope.child(), effect, this.driven);
    this.byId.set(effect.id, slot);
    return slot;
  }

  /** Where nothing will be edited: neighbours that kernels can do share one node. */
  private joined(): RackPlace[] {
    const { sampleRate } = this.scene(this.scope).native;
    const places: RackPlace[] = [];
    let links: KernelLink[] = [];
    const close = (): void => {
      if (links.length > 0) places.push(chainPlace(this.scene(this.scope.child()), links));
      links = [];
    };
    for (const effect of this.effects) {
      const more = linksOf(effect, sampleRate, this.driven);
      if (more) links.push(...more);
      else {
        close();
        places.push(this.place(effect));
      }
    }
    close();
    return places;
  }

  private wire(): void {
    this.input.disconnect();
    for (const slot of this.slots) slot.output.disconnect();
    this.slots = this.scene(this.scope).fixed
      ? this.joined()
      : this.effects.map((effect) => this.byId.get(effect.id) ?? this.place(effect));
    for (const [id, slot] of this.byId) {
      if (this.slots.includes(slot)) continue;
      this.byId.delete(id);
      slot.dispose();
    }
    let from: StudioNode = this.input;
    for (const slot of this.slots) {
      connect(from, slot.input);
      from = slot.output;
    }
    connect(from, this.output);
  }
}
