import type { Effect } from '../../preload/contract/document';
import { RAMP_SECONDS, stereoInput } from './effects/blocks';
import type { Scene, StudioNode } from './scene';
import type { Scope } from './scope';
import { placeFor, type RackPlace } from './slot';
import { connect, Gain } from './tone';

/** The effects of a track or the master, in series. */
export class Rack {
  readonly input: Gain;
  readonly output: Gain;
  private slots: RackPlace[] = [];
  private readonly byId = new Map<string, RackPlace>();
  private effects: readonly Effect[];
  private rewiring: ReturnType<typeof setTimeout> | null = null;

  /** `onLatency` is called after a later change of the rack's latency. */
  constructor(
    private readonly scene: (scope: Scope) => Scene,
    private readonly scope: Scope,
    effects: readonly Effect[],
    private readonly onLatency: () => void,
  ) {
    const { context } = scene(scope);
    // Two channels from here on, whatever comes in: mono sounds then meet the same pan law.
    this.input = stereoInput(scene(scope));
    this.output = scope.own(new Gain({ context }));
    this.effects = effects;
    this.wire();
    scope.defer(() => {
      if (this.rewiring !== null) clearTimeout(this.rewiring);
    });
  }

  /** Frames by which the rack delays. */
  get latency(): number {
    return this.slots.reduce((sum, slot) => sum + slot.latency, 0);
  }

  update(effects: readonly Effect[]): void {
    if (effects === this.effects) return;
    const before = this.effects;
    this.effects = effects;
    let latencyChanged = false;
    for (const effect of effects) {
      if (this.byId.get(effect.id)?.update(effect)) latencyChanged = true;
    }
    if (latencyChanged) this.onLatency();
    const sameOrder = effects.length === before.length && effects.every(({ id }, i) => id === before[i]?.id);
    if (!sameOrder) this.rewireSilently();
  }

  /** A dip of some 30 ms while cables are moved, in this rack alone: shorter than a click is loud. */
  private rewireSilently(): void {
    if (this.rewiring !== null) return;
    this.output.gain.rampTo(0, RAMP_SECONDS);
    this.rewiring = setTimeout(() => {
      this.rewiring = null;
      this.wire();
      this.output.gain.rampTo(1, RAMP_SECONDS);
      this.onLatency();
    }, 1500 * RAMP_SECONDS);
  }

  private wire(): void {
    this.input.disconnect();
    for (const slot of this.slots) slot.output.disconnect();
    this.slots = this.effects.map((effect) => {
      const known = this.byId.get(effect.id);
      if (known) return known;
      const slot = placeFor(this.scene, this.scope.child(), effect);
      this.byId.set(effect.id, slot);
      return slot;
    });
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
