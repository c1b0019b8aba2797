import type { Scene } from '../scene';
import type { ParamDrive } from './descriptor';
import { BiquadFilter, connect, Delay, Gain, Merge, Split, type ToneAudioNode } from '../tone';
import { kernelUnit } from '../worklets/load';

/** Parameters move over this long: too short to hear as a slide, too long to click. Seconds. */
export const RAMP_SECONDS = 0.015;

/** Moves a parameter to a new value. A ramp starts from wherever an earlier one has got to. */
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

/** What a Tone parameter or signal wraps. */
export function nativeParam({ input }: { readonly input: unknown }): AudioParam {
  if (input instanceof AudioParam) return input;
  if (typeof input === 'object' && input !== null && 'input' in input) return nativeParam(input);
  throw new TypeError('This parameter has no AudioParam.');
}

/** An AudioParam that a parameter moves, for an effect's `automatable`: by its own value, or by what `of` makes of it. */
export function drive(
  param: AudioParam | { readonly input: unknown },
  of: (value: number) => number = (value) => value,
  slowest = 0,
): ParamDrive {
  return { param: param instanceof AudioParam ? param : nativeParam(param), of, slowest };
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
 * A low oscillator of −1…1 whose phase belongs to the project's time: at second p it stands at 360·rate·p degrees, and
 * its right side at `spread` more, wherever playing began. Changing the rate later moves on from the phase it has.
 */
export function lfo(scene: Scene, rate: number, shape: LfoShape, spread = 0) {
  const unit = kernelUnit(scene, 'lfo', { rate }, { shape: shape === 'triangle' ? 1 : 0, spread });
  const sides = split(scene);
  connect(unit.node, sides);
  return { rate: [drive(unit.param('rate'))], sides };
}
