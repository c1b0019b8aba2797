import { commandTable } from '../commands/table';
import { applyOverrides, useKeymap, type Overrides } from '../commands/keymap';
import { normalKey } from '../commands/keys';
import { changeSettings, useSettings } from '../state/inference';
import { showError } from '../state/notices';

/** 'Mod+Shift+Z' as Electron's menus write it. */
const accelerator = (key: string): string =>
  normalKey(key)
    .replace('Mod', 'CommandOrControl')
    .replace('Ctrl', 'Control')
    .replace(/Arrow(\w+)/, '$1');

/** Takes the keys from the settings into the table, and from there into the system's menu. */
export function followShortcuts(): () => void {
  const apply = (): void => {
    const shortcuts = useSettings.getState().settings?.shortcuts ?? {};
    if (shortcuts !== useKeymap.getState().overrides) applyOverrides(shortcuts);
    const keys = commandTable.flatMap(({ id, keys: [key] }) =>
      key === undefined ? [] : [[id, accelerator(key)] as const],
    );
    void window.studio.request('menu.keys', { keys: Object.fromEntries(keys) });
  };
  apply();
  let before = useSettings.getState().settings?.shortcuts;
  return useSettings.subscribe(({ settings }) => {
    if (settings?.shortcuts === before) return;
    before = settings?.shortcuts;
    apply();
  });
}

/** Keeps keys that the person gave to commands. */
export async function keepShortcuts(shortcuts: Overrides): Promise<void> {
  const kept = Object.fromEntries(Object.entries(shortcuts).map(([id, keys]) => [id, [...keys]]));
  const error = await changeSettings({ shortcuts: kept });
  if (error) showError(error, 'Keyboard shortcuts');
}
