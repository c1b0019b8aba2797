import type { Effect } from '../../../preload/contract/document';
import { bitCrusher, distortion } from './character';
import { compressor } from './compressor';
import { feedbackDelay, pingPongDelay } from './delays';
import { withDefaults, type EffectDescriptor } from './descriptor';
import { gate, limiter } from './dynamics';
import { eq3 } from './eq3';
import { filter } from './filter';
import { autoFilter, chorus, phaser, tremolo, vibrato } from './modulation';
import { reverb } from './reverb';
import { pitchShift, stereoWidth, trim } from './utility';

/** Every effect there is, in the order of the add menu within its category. */
export const effectCatalogue: readonly EffectDescriptor[] = [
  eq3,
  filter,
  compressor,
  gate,
  limiter,
  reverb,
  feedbackDelay,
  pingPongDelay,
  chorus,
  phaser,
  tremolo,
  vibrato,
  autoFilter,
  distortion,
  bitCrusher,
  pitchShift,
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
