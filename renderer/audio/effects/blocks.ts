import type { Scene } from '../scene';
import { BiquadFilter, Delay, Gain, Merge, Oscillator, Split, type ToneAudioNode } from '../tone';

/** Parameters move over this long: too short to hear as a slide, too long to click. Seconds. */
export const RAMP_SECONDS = 0.015;

type Ramping = { rampTo(value: number, seconds: number): unknown };

/** Moves a Tone parameter to a new value. A ramp starts from wherever an earlier one has got to. */
export function glide(param: Ramping, value: number, seconds: number): void {
  param.rampTo(value, seconds);
}

/** The same for a native parameter. */
export function glideNative(
  context: BaseAudioContext,
  param: AudioParam,
  value: number,
  seconds: number,
): void {
  const now = context.currentTime;
  param.cancelAndHoldAtTime(now);
  param.setValueAtTime(param.value, now);
  param.linearRampToValueAtTime(value, now + seconds);
}

export const gain = (scene: Scene, value = 1): Gain =>
  scene.scope.own(new Gain({ context: scene.context, gain: value }));

/**
 * Fixes how many channels a node works on. Chromium's delays, filters and shapers forget their state when that number
 * changes, as it would with every clip that begins or ends: tails would be cut off.
 */
export function fixChannels<N extends ToneAudioNode>(node: N, channels: 1 | 2): N {
  node.channelCount = channels;
  node.channelCountMode = 'explicit';
  return node;
}

/** Both channels unless it stands behind a split. */
export const delay = (scene: Scene, seconds: number, maxSeconds: number, channels: 1 | 2 = 2): Delay =>
  scene.scope.own(
    fixChannels(new Delay({ context: scene.context, delayTime: seconds, maxDelay: maxSeconds }), channels),
  );

type BiquadOptions = { type: BiquadFilterType; frequency: number; Q?: number; gain?: number };

/** Both channels unless it stands behind a split. */
export const biquad = (scene: Scene, options: BiquadOptions, channels: 1 | 2 = 2): BiquadFilter =>
  scene.scope.own(fixChannels(new BiquadFilter({ context: scene.context, ...options }), channels));

export const split = (scene: Scene): Split =>
  scene.scope.own(new Split({ context: scene.context, channels: 2 }));
export const merge = (scene: Scene): Merge =>
  scene.scope.own(new Merge({ context: scene.context, channels: 2 }));

/** Both channels, always: a mono sound is the same on both, so that what follows treats it like any other. */
export const stereoInput = (scene: Scene): Gain => fixChannels(gain(scene), 2);

export const lfoShapes = [
  { value: 'sine', label: 'Sine' },
  { value: 'triangle', label: 'Triangle' },
] as const;
export type LfoShape = (typeof lfoShapes)[number]['value'];

/**
 * A low oscillator of −1…1 whose phase belongs to the project's time: at second p it stands at `degrees + 360·rate·p`,
 * wherever playing began. Changing the rate later moves on from the phase it has.
 */
export function lfo(scene: Scene, rate: number, shape: LfoShape, degrees = 0): Oscillator {
  // Tone's phase delays: sin(ωt − phase).
  const phase = -(degrees + 360 * rate * scene.position) % 360;
  const oscillator = new Oscillator({ context: scene.context, frequency: rate, type: shape, phase });
  oscillator.start(scene.time);
  return scene.scope.own(oscillator);
}
