import { afterwards } from './afterwards';
import { glideNative, RAMP_SECONDS } from './effects/blocks';
import type { Scene } from './scene';
import { Wait } from './wait';

/**
 * What carries sound from one strip into another: it can be closed and opened, and delays by what its destination waits
 * for others. It can be plugged into another strip without a click.
 */
export class Cable {
  private readonly gate: GainNode | null;
  private readonly wait: Wait | null;
  private readonly end: AudioNode;
  private moving: (() => void) | null = null;

  /** In a fixed graph it is a plain connection: what waits does so before, and one that is closed is not to be made at all. */
  constructor(
    private readonly scene: Scene,
    from: AudioNode,
    private to: AudioNode,
    private open: boolean,
    frames: number,
  ) {
    const { native, scope, fixed } = scene;
    this.gate = fixed ? null : scope.node(new GainNode(native, { gain: open ? 1 : 0 }));
    this.wait = fixed ? null : new Wait(scene, frames);
    const gated = this.gate ? from.connect(this.gate) : from;
    this.end = this.wait?.after(gated) ?? gated;
    this.end.connect(to);
    scope.defer(() => {
      this.moving?.();
      from.disconnect(this.gate ?? to);
    });
  }

  set(to: AudioNode, open: boolean, frames: number): void {
    const { native } = this.scene;
    this.wait?.set(frames);
    const moves = to !== this.to;
    if (!moves && open === this.open) return;
    this.to = to;
    this.open = open;
    if (!this.gate) return;
    if (this.moving === null) glideNative(native, this.gate.gain, open && !moves ? 1 : 0, RAMP_SECONDS);
    if (moves && this.moving === null) {
      this.moving = afterwards(native, 1.5 * RAMP_SECONDS, () => {
        this.moving = null;
        this.end.disconnect();
        this.end.connect(this.to);
        if (this.gate) glideNative(native, this.gate.gain, this.open ? 1 : 0, RAMP_SECONDS);
      });
    }
  }
}
