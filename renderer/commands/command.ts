export const commandGroups = [
  'File',
  'Edit',
  'View',
  'Transport',
  'Clip',
  'Track',
  'Generate',
  'Help',
] as const;
export type CommandGroup = (typeof commandGroups)[number];

/**
 * Everything the studio can be told to do, once: menus, keys, the palette and the shortcuts sheet all read this.
 * `keys` are like 'Mod+Shift+Z', 'Space', 'S', 'Delete', '1'; Mod is Ctrl, or Cmd on macOS. They are what holds now: the
 * command's own, until the person gives it others.
 */
export type Command = {
  /** '<area>.<verb>', as main's menu names it */
  id: string;
  label: string;
  group: CommandGroup;
  keys: readonly string[];
  /** its own keys on macOS, where the usual ones mean something else */
  macKeys?: readonly string[];
  /** its own keys, kept when others take their place */
  usualKeys?: readonly string[];
  /** absent: always */
  enabled?: () => boolean;
  run: () => void | Promise<void>;
};
