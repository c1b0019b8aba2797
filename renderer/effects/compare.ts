import { create } from 'zustand';
import type { Effect } from '../../preload/contract/document';
import type { RackOwner } from '../document/operations';
import { replaceParams } from './edit';

type Comparison = { side: 'A' | 'B'; other: Effect['params'] };

/** The settings that an effect is compared with, by its id; not part of the project. */
export const useComparisons = create<Readonly<Record<string, Comparison>>>(() => ({}));

/** Goes over to the other settings. At first they are a copy: changing them is what makes a difference. */
export function compare(owner: RackOwner, effect: Effect, name: string): void {
  const known = useComparisons.getState()[effect.id];
  const side = known?.side === 'B' ? 'A' : 'B';
  useComparisons.setState({ [effect.id]: { side, other: effect.params } });
  if (known) replaceParams(owner, effect.id, known.other, `${name}: settings ${side}`);
}
