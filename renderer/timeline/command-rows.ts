import type { Command } from '../commands/command';

/** A command in one line of a table: id, label, keys, what it does, and when it can. */
export type CommandRow = readonly [
  id: string,
  label: string,
  keys: readonly string[],
  run: () => void | Promise<void>,
  enabled?: (() => boolean) | undefined,
  /** its keys on macOS, where the others mean something else */
  macKeys?: readonly string[],
];

export const commandGroup = (group: Command['group'], rows: readonly CommandRow[]): Command[] =>
  rows.map(([id, label, keys, run, enabled, macKeys]) => ({
    id,
    label,
    group,
    keys,
    run,
    ...(enabled && { enabled }),
    ...(macKeys && { macKeys }),
  }));
