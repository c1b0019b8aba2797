import type { Effect } from '../../../preload/contract/document';
import { chainPresets } from './presetChains';
import { presetsByEffect } from './presetValues';
import { newEffect } from './index';

/** Values of some parameters, in the units of the effect's descriptor; the others stand at their defaults. */
export type PresetParams = Readonly<Effect['params']>;

/** A named setting of one effect. */
export type EffectPreset = {
  readonly id: string;
  readonly name: string;
  readonly effectType: string;
  readonly params: PresetParams;
};

/** A named row of effects for a whole rack, first to last. */
export type ChainPreset = {
  readonly id: string;
  readonly name: string;
  /** one sentence: what it sounds like */
  readonly description: string;
  readonly effects: readonly { readonly effectType: string; readonly params: PresetParams }[];
};

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The studio's own presets of single effects, in the order of the menu. Ids are unique among all of them. */
export const effectPresets: readonly EffectPreset[] = Object.entries(presetsByEffect).flatMap(
  ([effectType, presets]) =>
    presets.map(([name, params]) => ({ id: `${effectType}:${idOf(name)}`, name, effectType, params })),
);

export { chainPresets };

export const presetsOf = (effectType: string): readonly EffectPreset[] =>
  effectPresets.filter((preset) => preset.effectType === effectType);

/** What a preset sets, with the defaults of all it leaves out: for `effect.params` as a whole. */
export const presetValues = ({
  effectType,
  params,
}: Pick<EffectPreset, 'effectType' | 'params'>): Effect['params'] => ({
  ...newEffect(effectType).params,
  ...params,
});

/** The effects of a chain, new, with ids of their own. */
export const chainEffects = (chain: ChainPreset): Effect[] =>
  chain.effects.map((part) => ({ ...newEffect(part.effectType), params: presetValues(part) }));
