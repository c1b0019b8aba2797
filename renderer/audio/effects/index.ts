import type { Effect } from '../../../preload/contract/document';
import { bitCrusher, distortion, harmonics } from './character';
import { compressor } from './compressor';
import { feedbackDelay, pingPongDelay } from './delays';
import { withDefaults, type EffectDescriptor } from './descriptor';
import { declicker, gate, limiter, multibandCompressor } from './dynamics';
import { eq3 } from './eq3';
import { parametricEq } from './equalizer';
import { filter, resonator, softFilter } from './filter';
import { autoFilter, autoPanner, autoWah, chorus, phaser, tremolo, vibrato } from './modulation';
import { frequencyShifter, pitchShift } from './pitch';
import { position } from './position';
import { chowningReverb, freeverb, reverb } from './reverb';
import { space } from './space';
import { midSide, stereoWidth, trim } from './utility';

/** Every effect there is, in the order of the add menu within its category. */
export const effectCatalogue: readonly EffectDescriptor[] = [
  parametricEq,
  eq3,
  filter,
  softFilter,
  resonator,
  compressor,
  multibandCompressor,
  midSide,
  gate,
  limiter,
  declicker,
  reverb,
  space,
  freeverb,
  chowningReverb,
  feedbackDelay,
  pingPongDelay,
  position,
  chorus,
  phaser,
  tremolo,
  vibrato,
  autoFilter,
  autoWah,
  autoPanner,
  distortion,
  harmonics,
  bitCrusher,
  pitchShift,
  frequencyShifter,
  stereoWidth,
  trim,
];

const byType = new Map(effectCatalogue.map((descriptor) => [descriptor.type, descriptor]));

/** undefined for a type this version does not know: such an effect is kept in the document and passes sound through. */
export const descriptorOf = (type: string): EffectDescriptor | undefined => byType.get(type);

/** @throws RangeError for a type that is not in the catalogue */
export function newEffect(type: string): Effect {
  const descriptor = byType.get(type);
  if (!descriptor) throw new RangeError(`There is no effect "${type}".`);
  return withDefaults(descriptor);
}
