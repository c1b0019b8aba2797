import { create } from 'zustand';
import type { Command } from './command';
import { normalKey, onMac } from './keys';
import { commandTable } from './table';

/** Keys that a person gave to commands in place of their own, by command id. */
export type Overrides = Readonly<Record<string, readonly string[]>>;

/** Changes with every change of a key: what shows keys renders again. */
export const useKeymap = create<{ overrides: Overrides }>(() => ({ overrides: {} }));

/** Keys that move the focus or end what is open, and can stand for nothing else. */
const reserved = new Set(['Tab', 'Shift+Tab', 'Escape', 'Enter']);

let byKey = new Map<string, Command>();

export const defaultKeys = (command: Command): readonly string[] =>
  (onMac ? command.macKeys : undefined) ?? command.usualKeys ?? command.keys;

/** Puts the person's keys into the table. What they leave out has its own; ids that no longer exist mean nothing. */
export function applyOverrides(overrides: Overrides): void {
  byKey = new Map();
  const taken = new Set(Object.values(overrides).flat().map(normalKey));
  for (const command of commandTable) {
    command.usualKeys ??= command.keys;
    const own = defaultKeys(command).filter((key) => !taken.has(normalKey(key)));
    command.keys = overrides[command.id] ?? own;
    for (const key of command.keys) byKey.set(normalKey(key), command);
  }
  useKeymap.setState({ overrides });
}
applyOverrides({});

export const commandForKey = (key: string): Command | undefined => byKey.get(normalKey(key));

/** Whether a key can be given to a command at all. */
export const isAssignable = (key: string): boolean => !reserved.has(key);

const sameKeys = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, index) => normalKey(key) === normalKey(b[index] ?? ''));

/** Overrides without those that say what is so anyway. */
function needed(overrides: Overrides): Overrides {
  return Object.fromEntries(
    Object.entries(overrides).filter(([id, keys]) => {
      const command = commandTable.find((each) => each.id === id);
      return command !== undefined && !sameKeys(keys, defaultKeys(command));
    }),
  );
}

/** The overrides with which `id` has exactly these keys, and whoever had one of them has it no longer. */
export function withKeysOf(overrides: Overrides, id: string, keys: readonly string[]): Overrides {
  const given = new Set(keys.map(normalKey));
  const next: Record<string, readonly string[]> = { ...overrides, [id]: keys };
  for (const command of commandTable) {
    if (command.id === id) continue;
    const has = overrides[command.id] ?? command.keys;
    const left = has.filter((key) => !given.has(normalKey(key)));
    if (left.length < has.length) next[command.id] = left;
  }
  return needed(next);
}

/** The overrides without those of `id`. A default key that another command was given goes back to `id`. */
export function withDefaultsOf(overrides: Overrides, id: string): Overrides {
  const command = commandTable.find((each) => each.id === id);
  return command ? withKeysOf(overrides, id, defaultKeys(command)) : overrides;
}
