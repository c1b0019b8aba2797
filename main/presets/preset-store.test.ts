import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Preset } from '../../preload/contract/presets';
import { temporaryFolder } from '../testing/temporary';
import { PresetStore } from './preset-store';

const room = (id: string, name = 'Room'): Extract<Preset, { kind: 'effect' }> => ({
  kind: 'effect',
  id,
  name,
  effectType: 'reverb',
  params: { decay: 1.5, mix: 30 },
});
const chain: Preset = {
  kind: 'chain',
  id: 'c',
  name: 'Room',
  effects: [{ effectType: 'gate', params: {} }],
};

const newFile = async (): Promise<string> => join(await temporaryFolder(), 'presets.json');

describe('presets', () => {
  it('are kept by name and read again', async () => {
    const file = await newFile();
    const store = await PresetStore.open(file);
    expect(store.list()).toEqual([]);
    await Promise.all([store.save(room('b', 'Small')), store.save(room('a', 'big')), store.save(chain)]);
    const names = ['big', 'Room', 'Small'];
    expect(store.list().map(({ name }) => name)).toEqual(names);
    expect((await PresetStore.open(file)).list()).toEqual(store.list());
  });

  it('replace those of the same name, of the same effect only', async () => {
    const store = await PresetStore.open(await newFile());
    await store.save(room('a'));
    await store.save({ ...room('b'), effectType: 'gate' });
    await store.save(chain);
    expect((await store.save(room('d', 'ROOM'))).map(({ id }) => id).sort()).toEqual(['b', 'c', 'd']);
  });

  it('are removed by id', async () => {
    const store = await PresetStore.open(await newFile());
    await store.save(room('a'));
    expect(await store.remove('x')).toHaveLength(1);
    expect(await store.remove('a')).toEqual([]);
  });

  it('that are damaged are set aside', async () => {
    const file = await newFile();
    await writeFile(file, '{"presets":[{"kind":"effect"}]}');
    expect((await PresetStore.open(file)).list()).toEqual([]);
    expect((await readdir(join(file, '..')))[0]).toMatch(/damaged/);
  });

  it('that cannot be written stay as they were, and can be saved later', async () => {
    const file = await newFile();
    const store = await PresetStore.open(file);
    await mkdir(join(file, 'occupied'), { recursive: true });
    await expect(store.save(room('a'))).rejects.toThrow();
    expect(store.list()).toEqual([]);
  });
});
