import { describe, expect, it } from 'vitest';
import { paramValue } from './descriptor';
import { chainEffects, chainPresets, effectPresets, presetsOf, presetValues } from './presets';
import { descriptorOf, effectCatalogue } from './index';

/** Every value names a parameter of its effect and needs no clamping. */
function expectValid(owner: string, effectType: string, params: Readonly<Record<string, unknown>>): void {
  const descriptor = descriptorOf(effectType);
  expect(descriptor, `${owner}: ${effectType}`).toBeDefined();
  for (const [key, value] of Object.entries(params)) {
    const param = descriptor?.params.find((candidate) => candidate.key === key);
    expect(param, `${owner}: ${effectType}.${key}`).toBeDefined();
    if (param) expect(paramValue(param, value as number), `${owner}: ${effectType}.${key}`).toBe(value);
  }
}

describe('factory presets', () => {
  it('name each thing once', () => {
    for (const ids of [effectPresets.map(({ id }) => id), chainPresets.map(({ id }) => id)]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('stay within the ranges of their effects', () => {
    for (const { id, effectType, params } of effectPresets) expectValid(id, effectType, params);
    for (const { id, effects } of chainPresets) {
      for (const { effectType, params } of effects) expectValid(id, effectType, params);
    }
  });

  it('exist for every effect that has more than one knob', () => {
    for (const { type, params } of effectCatalogue) {
      if (params.length > 2) expect(presetsOf(type).length, type).toBeGreaterThanOrEqual(2);
    }
  });

  it('become whole effects', () => {
    for (const chain of chainPresets) {
      const effects = chainEffects(chain);
      expect(effects.map(({ type }) => type)).toEqual(chain.effects.map(({ effectType }) => effectType));
      for (const effect of effects) {
        expect(Object.keys(effect.params)).toEqual(descriptorOf(effect.type)!.params.map(({ key }) => key));
      }
    }
    expect(presetValues({ effectType: 'compressor', params: { ratio: 8 } })).toMatchObject({
      ratio: 8,
      knee: 6,
    });
  });
});
