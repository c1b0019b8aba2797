import { generateCommands } from '../generate/commands';
import { shellCommands } from '../app/commands';
import { exportCommands } from '../export/commands';
import { meterCommands } from '../meters/reset';
import { mixerCommands } from '../mixer/commands';
import { timelineCommands } from '../timeline/commands';
import { transportCommands } from '../transport/commands';
import type { Command } from './command';

/** All commands, in the order the sheet and the palette list them within a group. */
export const commandTable: readonly Command[] = [
  ...shellCommands,
  ...exportCommands,
  ...transportCommands,
  ...timelineCommands,
  ...mixerCommands,
  ...meterCommands,
  ...generateCommands,
];

const byId = new Map(commandTable.map((command) => [command.id, command]));
/** A command of the table, for menus and buttons. */
export function commandOf(id: string): Command {
  const command = byId.get(id);
  if (!command) throw new Error(`There is no command ${id}.`);
  return command;
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
