import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../preload/contract/settings';
import { temporaryFolder } from '../testing/temporary';
import { SettingsStore } from './settings-store';

const changed: Settings = { ...defaultSettings, provider: 'cpu', unloadAfterMinutes: 30 };

describe('settings', () => {
  it('are the defaults at first, and what was set afterwards', async () => {
    const file = join(await temporaryFolder(), 'settings.json');
    const store = await SettingsStore.open(file);
    expect(store.get()).toEqual(defaultSettings);
    expect(await store.set(changed)).toEqual(changed);
    expect((await SettingsStore.open(file)).get()).toEqual(changed);
  });

  it('of an older studio get the defaults of what they do not know', async () => {
    const file = join(await temporaryFolder(), 'settings.json');
    await writeFile(file, '{"provider":"cpu"}');
    expect((await SettingsStore.open(file)).get()).toEqual({ ...defaultSettings, provider: 'cpu' });
  });

  it.each(['', '{"provider":', '{"provider":"abacus"}', '[]'])(
    'that are damaged (%s) are set aside',
    async (text) => {
      const folder = await temporaryFolder();
      const file = join(folder, 'settings.json');
      await writeFile(file, text);
      expect((await SettingsStore.open(file)).get()).toEqual(defaultSettings);
      const [aside] = await readdir(folder);
      expect(aside).toMatch(/^settings\.json\.damaged-/);
      expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(text);
    },
  );

  it('are written in the order they were set in', async () => {
    const file = join(await temporaryFolder(), 'settings.json');
    const store = await SettingsStore.open(file);
    const times = Array.from({ length: 30 }, (_, index) => ({ ...changed, unloadAfterMinutes: 1 + index }));
    await Promise.all(times.map((each) => store.set(each)));
    expect(store.get()).toEqual(times.at(-1));
    expect((await SettingsStore.open(file)).get()).toEqual(times.at(-1));
  });

  it('that cannot be written stay as they were', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'settings.json');
    const store = await SettingsStore.open(file);
    // A folder of the same name: the rename fails, whoever runs the test.
    await mkdir(join(file, 'occupied'), { recursive: true });
    await expect(store.set(changed)).rejects.toThrow();
    expect(store.get()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });
});
