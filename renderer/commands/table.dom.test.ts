import { expect, test } from 'vitest';
import { commandGroups } from './command';
import { normalKey } from './keys';
import { commandTable } from './table';

/** Every item of main's menu, and what the window's own buttons run by name. */
const named = [
  ...['project.new', 'project.open', 'project.save', 'project.saveAs', 'export.open', 'app.settings'],
  ...['edit.undo', 'edit.redo', 'edit.cut', 'edit.copy', 'edit.paste', 'edit.delete', 'edit.duplicate'],
  ...['edit.split', 'edit.selectAll', 'view.zoomIn', 'view.zoomOut', 'view.zoomFit', 'transport.play'],
  ...['help.shortcuts', 'help.commands', 'view.leftPanel', 'view.dock'],
];

test('no key stands for two commands', () => {
  const owners = new Map<string, string[]>();
  for (const { id, keys } of commandTable) {
    for (const key of keys.map(normalKey)) owners.set(key, [...(owners.get(key) ?? []), id]);
  }
  expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([]);
});

test('every id is unique, in a known group, and has words', () => {
  expect(new Set(commandTable.map(({ id }) => id)).size).toBe(commandTable.length);
  for (const { id, label, group } of commandTable) {
    expect(id).toMatch(/^[a-z]+\.[a-zA-Z0-9]+$/);
    expect(id.length).toBeLessThanOrEqual(60);
    expect(commandGroups).toContain(group);
    expect(label.trim()).not.toBe('');
  }
});

test('keys are spelled as a key press is: modifiers in order, letters large', () => {
  for (const key of commandTable.flatMap(({ keys }) => keys)) {
    expect(normalKey(key)).toMatch(
      /^(Mod\+)?(Ctrl\+)?(Alt\+)?(Shift\+)?([A-Z0-9]|[^\w\s]|[A-Z][A-Za-z0-9]+)$/,
    );
  }
});

test('what menus and buttons name exists', () => {
  const ids = new Set(commandTable.map(({ id }) => id));
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});
