import type { Modulator } from '../../preload/contract/document';
import { changeModulator } from '../document/edits/racks';
import { modulatorParams, type lfoWaves } from '../document/modulators';
import type { Operation, RackOwner } from '../document/operations';
import { editor } from '../state/session';
import type { ValueEdit, ValueRange } from '../ui/valueRange';

/** The part of the target's range that a modulator moves it by, to either side. */
export const depthRange: ValueRange = {
  min: -100,
  max: 100,
  default: 25,
  scale: 'linear',
  decimals: 0,
  unit: '%',
};

const units = { rate: 'Hz', phase: '°', attack: 'ms', release: 'ms' } as const;
const labels = { rate: 'Rate', phase: 'Phase', attack: 'Attack', release: 'Release' } as const;
type ParamKey = keyof typeof units;

export type ModulatorParam = { key: ParamKey; label: string; range: ValueRange };

/** The knobs of a modulator besides its depth. */
export function paramsOf(type: Modulator['type']): ModulatorParam[] {
  const specs = modulatorParams[type];
  return (Object.keys(specs) as ParamKey[]).flatMap((key) => {
    const spec = (specs as Partial<Record<ParamKey, Omit<ValueRange, 'unit' | 'decimals'>>>)[key];
    return spec
      ? [{ key, label: labels[key], range: { ...spec, unit: units[key], decimals: key === 'rate' ? 2 : 0 } }]
      : [];
  });
}

export const waveNames: Readonly<Record<(typeof lfoWaves)[number], string>> = {
  sine: 'Sine',
  triangle: 'Triangle',
  saw: 'Saw',
  square: 'Square',
  random: 'Random',
};

type Change = (modulator: Modulator, value: number) => Parameters<typeof changeModulator>[3];

export const setDepth: Change = (_, value) => ({ depth: value / 100 });
export const setParam =
  (key: string): Change =>
  ({ params }, value) => ({ params: { ...params, [key]: value } });

/** How a modulator's knob changes it: a drag is one undo step, key presses in a row are one. */
export function modulatorEdit(
  owner: RackOwner,
  modulator: Modulator,
  key: string,
  label: string,
  change: Change,
): ValueEdit {
  const operations = (document: typeof editor.document, value: number): Operation[] =>
    changeModulator(document, owner, modulator.id, change(modulator, value));
  return {
    begin: () => {
      const gesture = editor.begin(label);
      return {
        preview: (value) => gesture.preview(operations(gesture.base, value)),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
    set: (value, how) =>
      editor.dispatch(
        label,
        operations(editor.document, value),
        how === 'key' ? `${modulator.id} ${key}` : null,
      ),
  };
}
