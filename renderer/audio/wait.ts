import { glideNative, RAMP_SECONDS } from './effects/blocks';
import type { Scene } from './scene';

/** Room for the latency of any chain of effects that may change while it sounds, in seconds. */
const ROOM = 1;
/** What the second of two delays must be able to make up for. */
const REST_FRAMES = 16;

/**
 * Frames as two delays in seconds, each of which Chromium's DelayNode gives exactly. It multiplies seconds by the rate
 * in 32 bits and reads between samples where no whole number comes out: 3405 frames at 44.1 kHz would leak 0.02 % of
 * the sound into the next frame.
 */
export function exactDelays(frames: number, sampleRate: number): [number, number] {
  const exact = (n: number): boolean => Math.fround(Math.fround(n / sampleRate) * sampleRate) === n;
  let rest = 0;
  while (rest < Math.min(REST_FRAMES, frames) && !(exact(rest) && exact(frames - rest))) rest += 1;
  return [(frames - rest) / sampleRate, rest / sampleRate];
}

/** Both channels late by whole frames, to the sample. */
export class Wait {
  private readonly delays: readonly DelayNode[];

  /** In a fixed graph it is as long as it must be; elsewhere it can be changed. */
  constructor(
    private readonly scene: Scene,
    private frames: number,
  ) {
    const { native, scope, fixed } = scene;
    const seconds = exactDelays(frames, native.sampleRate);
    const room = [Math.max(fixed ? 0 : ROOM, seconds[0]) + 0.01, (2 * REST_FRAMES) / native.sampleRate];
    this.delays = seconds
      .map((delayTime, index) => ({ delayTime, maxDelayTime: room[index]! }))
      .filter(({ delayTime }) => !fixed || delayTime > 0)
      .map((options) =>
        scope.node(new DelayNode(native, { ...options, channelCount: 2, channelCountMode: 'explicit' })),
      );
  }

  /** Puts itself behind a node. @returns where the sound comes out */
  after(from: AudioNode): AudioNode {
    return this.delays.reduce<AudioNode>((last, node) => last.connect(node), from);
  }

  /** Moves to another length without a click. */
  set(frames: number): void {
    if (frames === this.frames) return;
    this.frames = frames;
    const { native } = this.scene;
    exactDelays(frames, native.sampleRate).forEach((seconds, index) => {
      const node = this.delays[index];
      if (node) glideNative(native, node.delayTime, Math.min(ROOM, seconds), RAMP_SECONDS);
    });
  }
}
