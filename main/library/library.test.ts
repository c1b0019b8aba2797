import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { newSound, noise } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { Library } from './library';
import { SoundIndex } from './sound-index';

const open = async (folder: string): Promise<Library> => (await Library.open(folder)).library;
const everything = { search: '', starredOnly: false, limit: 1000 };

describe('the library', () => {
  it('keeps a sound, its recipe, its samples and its latent bit for bit', async () => {
    const folder = await temporaryFolder();
    const library = await open(folder);
    const made = newSound('heavy rain on a tin roof', 7);
    const sound = await library.add(made);
    expect(sound).toMatchObject({
      name: made.name,
      recipe: made.recipe,
      frames: 22_050,
      channels: 1,
      starred: false,
    });
    library.close();

    const reopened = await open(folder);
    expect(reopened.list(everything)).toEqual([sound]);
    expect(await reopened.pcm(sound.id)).toEqual(made.pcm);
    expect(await reopened.latent(sound.id)).toEqual(made.latent);
    reopened.close();
  });

  it('measures levels: a full-scale sine peaks at 0 and has -3 dB RMS, silence has the floor', async () => {
    const library = await open(await temporaryFolder());
    const sine = Float32Array.from({ length: 44_100 }, (_, frame) =>
      Math.sin((2 * Math.PI * 441 * frame) / 44_100),
    );
    const loud = await library.add({ ...newSound('sine'), pcm: { sampleRate: 44_100, channels: [sine] } });
    expect(loud.peakDb).toBeCloseTo(0, 3);
    expect(loud.rmsDb).toBeCloseTo(-3.01, 2);
    const silent = await library.add({
      ...newSound('silence'),
      pcm: { sampleRate: 44_100, channels: [new Float32Array(10)] },
    });
    expect(silent).toMatchObject({ peakDb: -144, rmsDb: -144 });
    library.close();
  });

  it('finds by every word of a search, in any order and case, in names and prompts', async () => {
    const library = await open(await temporaryFolder());
    const rain = await library.add(newSound('Heavy RAIN on a tin roof'));
    const storm = await library.add(newSound('Регенный шторм: 100% rain_'));
    await library.add({ ...newSound('wind'), name: 'Wind in the trees' });
    const found = (search: string): string[] => library.list({ ...everything, search }).map(({ id }) => id);
    expect(found('roof heavy')).toEqual([rain.id]);
    expect(found('ШТОРМ')).toEqual([storm.id]);
    // Signs that mean something to SQL's LIKE mean themselves here.
    expect(found('100% rain_')).toEqual([storm.id]);
    expect(found('%')).toEqual([storm.id]);
    expect(found('rain snow')).toEqual([]);
    expect(library.list({ ...everything, limit: 2 })).toHaveLength(2);
    library.close();
  });

  it('remembers stars, in the index and in the sound’s own file', async () => {
    const folder = await temporaryFolder();
    const library = await open(folder);
    const sound = await library.add(newSound('bell'));
    await library.add(newSound('gong'));
    expect(await library.star(sound.id, true)).toEqual({ ...sound, starred: true });
    expect(library.list({ ...everything, starredOnly: true })).toEqual([{ ...sound, starred: true }]);
    library.close();
    for (const name of await readdir(folder)) if (name.startsWith('library')) await rm(join(folder, name));
    const rebuilt = await open(folder);
    expect(rebuilt.get(sound.id).sound.starred).toBe(true);
    rebuilt.close();
  });

  it('says so when a sound is not there', async () => {
    const folder = await temporaryFolder();
    const library = await open(folder);
    expect(() => library.get('nobody')).toThrow(expect.objectContaining({ tag: 'not-found' }));
    const sound = await library.add(newSound('bell'));
    await rm(join(folder, 'sounds', `${sound.id}.wav`));
    await expect(library.pcm(sound.id)).rejects.toMatchObject({ tag: 'not-found' });
    library.close();
  });
});

describe('a library that was left in the middle of something', () => {
  it('deletes files of sounds that were never completed', async () => {
    const folder = await temporaryFolder();
    (await open(folder)).close();
    const sounds = join(folder, 'sounds');
    await writeFile(join(sounds, 'half.wav'), 'RIFF');
    await writeFile(join(sounds, 'half.latent'), 'x');
    await writeFile(join(sounds, '.whole.wav.abcdef.part'), 'RIFF');
    await writeFile(join(sounds, 'notes.txt'), 'a person put this here');
    const library = await open(folder);
    expect(await readdir(sounds)).toEqual(['notes.txt']);
    library.close();
  });

  it('takes in a sound that was complete but not yet in the index', async () => {
    const folder = await temporaryFolder();
    const library = await open(folder);
    const sound = await library.add(newSound('bell'));
    library.close();
    const index = SoundIndex.open(join(folder, 'library.sqlite'));
    index.remove(sound.id);
    index.close();
    const reopened = await open(folder);
    expect(reopened.list(everything)).toEqual([sound]);
    reopened.close();
  });

  it('drops a sound whose samples are gone, and takes it back when they return', async () => {
    const folder = await temporaryFolder();
    const library = await open(folder);
    const sound = await library.add(newSound('bell'));
    library.close();
    const wav = join(folder, 'sounds', `${sound.id}.wav`);
    await copyFile(wav, join(folder, 'elsewhere.wav'));
    await rm(wav);
    const without = await open(folder);
    expect(without.list(everything)).toEqual([]);
    without.close();
    await copyFile(join(folder, 'elsewhere.wav'), wav);
    const again = await open(folder);
    expect(again.list(everything)).toEqual([sound]);
    again.close();
  });

  it.each([
    ['overwritten', () => Buffer.from('this is no database')],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['flipped', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at >= 4096 ? byte ^ 0x5a : byte)))],
  ])('sets an index that was %s aside and makes it again from the sounds', async (_name, damage) => {
    const folder = await temporaryFolder();
    const library = await open(folder);
    const sounds = [await library.add(newSound('bell', 1)), await library.add(newSound('gong', 2))];
    library.close();
    const file = join(folder, 'library.sqlite');
    await writeFile(file, damage(await readFile(file)));

    const { library: rebuilt, notice } = await Library.open(folder);
    expect(notice?.message).toContain('2 found');
    expect(new Set(rebuilt.list(everything))).toEqual(new Set(sounds));
    expect((await rebuilt.pcm(sounds[1]?.id ?? '')).channels[0]).toEqual(noise(22_050, 2));
    rebuilt.close();
    expect((await readdir(folder)).filter((name) => name.startsWith('library.damaged-'))).not.toEqual([]);
  });

  it('leaves an index of a newer studio alone', async () => {
    const folder = await temporaryFolder();
    (await open(folder)).close();
    const db = new DatabaseSync(join(folder, 'library.sqlite'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(Library.open(folder)).rejects.toMatchObject({ tag: 'file-newer' });
  });
});

describe('a disk that fails', () => {
  it('is an error that says what to do, and leaves nothing half-stored', async () => {
    const folder = await temporaryFolder();
    const library = await open(folder);
    // The folder vanishes, as an unplugged disk does. (Permissions would not stop a test that runs as root.)
    await rm(join(folder, 'sounds'), { recursive: true });
    await expect(library.add(newSound('bell'))).rejects.toMatchObject({
      tag: 'disk',
      remedy: expect.any(String) as string,
    });
    expect(library.list(everything)).toEqual([]);
    library.close();
  });

  it.runIf(process.platform === 'linux')('full: the person is told to free space', async () => {
    // /dev/full answers every write with ENOSPC.
    const { onDisk } = await import('../files/disk-error');
    const writing = onDisk('The sound could not be stored', () => writeFile('/dev/full', 'x'));
    await expect(writing).rejects.toMatchObject({
      tag: 'disk',
      remedy: expect.stringContaining('free some space') as string,
    });
  });
});
