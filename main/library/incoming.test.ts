import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { PCM_BLOCK_FRAMES, TRASH_DAYS, type SoundOrigin } from '../../preload/contract/library';
import { Outgoing } from '../app/outgoing';
import { newSound, noise } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { Library } from './library';
import { PcmDesk } from './pcm-desk';

const everything = { search: '', starredOnly: false, limit: 1000 };

async function setUp() {
  const folder = await temporaryFolder();
  const { library } = await Library.open(folder);
  const desk = await PcmDesk.open(join(folder, 'incoming'));
  return { folder, library, desk, pending: () => readdir(join(folder, 'incoming')) };
}

it('makes a sound of blocks: samples bit for bit, levels measured, nonsense silenced', async () => {
  const { library, desk, pending } = await setUp();
  const left = noise(1000, 1);
  const right = noise(1000, 2);
  left[10] = NaN;
  right[20] = Infinity;
  const streamId = await desk.begin({ sampleRate: 96_000, channels: 2 }, 1);
  await Promise.all([
    desk.write(streamId, [left.slice(0, 600), right.slice(0, 600)], 1),
    desk.write(streamId, [left.slice(600), right.slice(600)], 1),
  ]);
  const sound = await library.take('door', await desk.take(streamId, 1));
  left[10] = 0;
  right[20] = 0;
  expect(await library.pcm(sound.id)).toEqual({ sampleRate: 96_000, channels: [left, right] });
  expect(sound).toMatchObject({ name: 'door', recipe: null, frames: 1000, channels: 2 });
  expect(sound.peakDb).toBeCloseTo(-6, 0);
  expect(await pending()).toEqual([]);
  library.close();
});

it('leaves nothing behind of what was cancelled, abandoned, empty or broken', async () => {
  const { desk, pending, library } = await setUp();
  const begin = (): Promise<string> => desk.begin({ sampleRate: 48_000, channels: 1 }, 1);
  await desk.cancel(await begin(), 1);
  await expect(desk.take(await begin(), 1)).rejects.toMatchObject({ tag: 'invalid-input' });
  const broken = await begin();
  await expect(desk.write(broken, [new Float32Array(PCM_BLOCK_FRAMES + 1)], 1)).rejects.toMatchObject({
    tag: 'invalid-input',
  });
  await expect(desk.write(broken, [new Float32Array(1)], 1)).rejects.toMatchObject({ tag: 'not-found' });
  await desk.write(await begin(), [new Float32Array(5)], 1);
  await desk.abandon(1);
  expect(await pending()).toEqual([]);
  library.close();
});

it('answers only the window that began the audio', async () => {
  const { desk, library } = await setUp();
  const streamId = await desk.begin({ sampleRate: 48_000, channels: 1 }, 1);
  expect(() => desk.write(streamId, [new Float32Array(1)], 2)).toThrow('no such audio');
  await desk.cancel(streamId, 2);
  await desk.write(streamId, [new Float32Array(1)], 1);
  await desk.cancel(streamId, 1);
  library.close();
});

it('brings a removed sound back with all it had, also after a restart, until its days are over', async () => {
  const { folder, library } = await setUp();
  const made = newSound('heavy rain', 7);
  const sound = await library.add(made);
  await library.remove(sound.id);
  expect(library.list(everything)).toEqual([]);
  library.close();

  const again = (await Library.open(folder)).library;
  expect(again.list(everything)).toEqual([]);
  expect(await again.restore(sound.id)).toEqual(sound);
  expect(await again.pcm(sound.id)).toEqual(made.pcm);
  expect(await again.latent(sound.id)).toEqual(made.latent);
  expect(await readdir(join(folder, 'trash'))).toEqual([]);
  await again.remove(sound.id);
  again.close();

  const old = new Date(Date.now() - (TRASH_DAYS + 1) * 86_400_000);
  for (const name of await readdir(join(folder, 'trash')))
    await utimes(join(folder, 'trash', name), old, old);
  const last = (await Library.open(folder)).library;
  await expect(last.restore(sound.id)).rejects.toMatchObject({ tag: 'not-found' });
  last.close();
});

it('renames, sorts, filters by origin and finds by seed', async () => {
  const { library, desk } = await setUp();
  const rain = await library.add(newSound('rain', 4711));
  const streamId = await desk.begin({ sampleRate: 48_000, channels: 1 }, 1);
  await desk.write(streamId, [noise(48_000, 3, 0.9)], 1);
  const door = await library.take('door', await desk.take(streamId, 1));
  const ids = (more: Partial<Parameters<Library['list']>[0]>): string[] =>
    library.list({ ...everything, ...more }).map(({ id }) => id);
  expect(ids({ search: '4711' })).toEqual([rain.id]);
  expect(ids({ origin: 'recorded' })).toEqual([door.id]);
  expect(ids({ origin: 'generated' })).toEqual([rain.id]);
  expect(ids({ sort: 'name' })).toEqual([door.id, rain.id]);
  expect(ids({ sort: 'shortest' })).toEqual([rain.id, door.id]);
  await library.rename(door.id, 'Zither');
  expect(ids({ sort: 'name' })).toEqual([rain.id, door.id]);
  expect(ids({ search: 'zith' })).toEqual([door.id]);
  library.close();
});

it('marks what was rendered, and lists what frozen tracks play only when asked for it', async () => {
  const { folder, library, desk } = await setUp();
  const take = async (name: string, rendered?: 'bounced' | 'frozen'): Promise<string> => {
    const streamId = await desk.begin({ sampleRate: 48_000, channels: 1 }, 1);
    await desk.write(streamId, [noise(480, 3, 0.9)], 1);
    return (await library.take(name, await desk.take(streamId, 1), rendered)).id;
  };
  const door = await take('door');
  const bounced = await take('door, bounced', 'bounced');
  const frozen = await take('door, frozen', 'frozen');
  library.close();
  for (const rebuilt of [false, true]) {
    if (rebuilt) await rm(join(folder, 'library.sqlite'));
    const again = (await Library.open(folder)).library;
    const ids = (origin: SoundOrigin): string[] =>
      again.list({ ...everything, sort: 'name', origin }).map(({ id }) => id);
    expect(ids('all')).toEqual([door, bounced]);
    expect(ids('recorded')).toEqual([door]);
    expect(ids('bounced')).toEqual([bounced]);
    expect(ids('frozen')).toEqual([frozen]);
    expect(again.get(frozen).sound.rendered).toBe('frozen');
    again.close();
  }
});

it('hands out a sound under a readable name, the same file every time', async () => {
  const { folder, library } = await setUp();
  const outgoing = await Outgoing.open(join(folder, 'outgoing'), library);
  const sound = await library.add(newSound('rain: "heavy"/tin', 7));
  const fileId = await outgoing.sound(sound.id);
  expect(await outgoing.sound(sound.id)).toBe(fileId);
  const path = await outgoing.path(fileId);
  expect(basename(path)).toBe('rain heavy tin (seed 7).wav');
  expect((await stat(path)).size).toBe((await stat(library.wavPath(sound.id))).size);
  await expect(outgoing.path('gone')).rejects.toMatchObject({ tag: 'not-found' });
  library.close();
});
