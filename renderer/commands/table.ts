import { generateCommands } from '../generate/commands';
import { shellCommands } from '../app/commands';
import { exportCommands } from '../export/commands';
import { timelineCommands } from '../timeline/commands';
import { transportCommands } from '../transport/commands';
import type { Command } from './command';
import { normalKey } from './keys';

/** All commands, in the order the sheet and the palette list them within a group. */
export const commandTable: readonly Command[] = [
  ...shellCommands,
  ...exportCommands,
  ...transportCommands,
  ...timelineCommands,
  ...generateCommands,
];

const byId = new Map(commandTable.map((command) => [command.id, command]));
const byKey = new Map(
  commandTable.flatMap((command) => command.keys.map((key) => [normalKey(key), command] as const)),
);

export function commandForKey(key: string): Command | undefined {
  return byKey.get(key);
}

/** Runs a command by id if it exists and is enabled; says whether it ran. */
export function runCommand(id: string): boolean {
  const command = byId.get(id);
  if (!command || command.enabled?.() === false) return false;
  void command.run();
  return true;
}

/** The first key of a command, for tooltips and menus. */
export function keyOf(id: string): string | undefined {
  return byId.get(id)?.keys[0];
}
