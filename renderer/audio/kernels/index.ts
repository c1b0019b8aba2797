import { autoWahKernel } from './autoWah';
import { chowningKernel } from './chowning';
import { combKernel } from './comb';
import { compressorKernel } from './compressor';
import { convolverKernel } from './convolver';
import { crusherKernel } from './crusher';
import { declickerKernel } from './declicker';
import { equalizerKernel, threeBandsKernel } from './equalizer';
import { freeverbKernel } from './freeverb';
import { frequencyShifterKernel } from './frequencyShifter';
import { gateKernel } from './gate';
import type { KernelDefinition } from './kernel';
import { lfoKernel } from './lfo';
import { limiterKernel } from './limiter';
import { midSideKernel } from './midSide';
import { multibandKernel } from './multiband';
import { onePoleKernel } from './onePole';
import { pannerKernel } from './panner';
import { pitchKernel } from './pitch';
import { positionKernel } from './position';
import { swayingDelayKernel } from './swayingDelay';
import { widenerKernel } from './widener';

/** Every kernel by the name of its processor. */
const byName = {
  'auto-wah': autoWahKernel,
  chowning: chowningKernel,
  comb: combKernel,
  compressor: compressorKernel,
  convolver: convolverKernel,
  crusher: crusherKernel,
  declicker: declickerKernel,
  equalizer: equalizerKernel,
  freeverb: freeverbKernel,
  'frequency-shifter': frequencyShifterKernel,
  gate: gateKernel,
  lfo: lfoKernel,
  limiter: limiterKernel,
  'mid-side': midSideKernel,
  multiband: multibandKernel,
  'one-pole': onePoleKernel,
  panner: pannerKernel,
  pitch: pitchKernel,
  position: positionKernel,
  'swaying-delay': swayingDelayKernel,
  'three-bands': threeBandsKernel,
  widener: widenerKernel,
} as const;

export type KernelName = keyof typeof byName;

export const kernels: Readonly<Record<string, KernelDefinition>> = byName;
