import { readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../preload/contract/errors';
import { temporaryFolder } from '../testing/temporary';
import { AtomicFile, sweepLeftovers, sweepPartials, writeFileAtomic } from './atomic-file';
import { diskError } from './disk-error';
import { safeFileName } from './file-name';
import { PartialLedger, sweepLedger } from './partial-ledger';

describe('an atomic file', () => {
  it('is the old one until it is committed', async () => {
    const folder = await temporaryFolder();
    const target = join(folder, 'a.txt');
    await writeFile(target, 'old');
    const file = await AtomicFile.create(target);
    await file.append(Buffer.from('new and '));
    await file.append(Buffer.from('longer'));
    await file.patch(Buffer.from('NEW'), 0);
    await file.append(Buffer.from('!'));
    expect(await readFile(target, 'utf8')).toBe('old');
    await file.commit();
    expect(await readFile(target, 'utf8')).toBe('NEW and longer!');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('that is discarded leaves nothing', async () => {
    const folder = await temporaryFolder();
    const file = await AtomicFile.create(join(folder, 'a.txt'));
    await file.append(Buffer.from('x'));
    await file.discard();
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('may have as long a name as the disk takes, in any script', async () => {
    const folder = await temporaryFolder();
    const name = `${'雨'.repeat(83)}.gmix`;
    await writeFileAtomic(join(folder, name), 'x');
    expect(await readdir(folder)).toEqual([name]);
    const error = await writeFileAtomic(join(folder, `a${name}b`), 'x').catch((thrown: unknown) =>
      diskError(thrown, 'The project could not be saved'),
    );
    expect(error).toMatchObject({ tag: 'disk', remedy: expect.stringContaining('too long') as string });
  });

  it('whose name cannot be taken leaves nothing half-written', async () => {
    const folder = await temporaryFolder();
    await writeFileAtomic(join(folder, 'taken'), 'x');
    await expect(writeFileAtomic(join(folder, 'taken', 'b'), 'x')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('what kills left', () => {
  it('is deleted from the studio’s own folders', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.settings.json.abc.part'), '');
    await writeFile(join(folder, 'holiday.part'), '');
    await sweepPartials(folder);
    expect(await readdir(folder)).toEqual(['holiday.part']);
    await sweepPartials(join(folder, 'gone'));
  });

  it('is deleted once the disk that it lies on is there again', async () => {
    const [ledger, disk] = [await temporaryFolder(), await temporaryFolder()];
    const partial = join(disk, '.mix.wav.1.part');
    await new PartialLedger(ledger).note(partial);
    await writeFile(partial, '');
    await rename(disk, `${disk}-elsewhere`);
    sweepLedger(ledger);
    await rename(`${disk}-elsewhere`, disk);
    expect(await readdir(disk)).toEqual(['.mix.wav.1.part']);
    sweepLedger(ledger);
    expect(await readdir(disk)).toEqual([]);
    expect(await readdir(ledger)).toEqual([]);
  });

  it('is deleted from the person’s folders only when it is old and of the same target', async () => {
    const folder = await temporaryFolder();
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of ['.mix.wav.1.part', '.other.wav.2.part', '.mix.wav.3.part'])
      await writeFile(join(folder, name), '');
    for (const name of ['.mix.wav.1.part', '.other.wav.2.part']) await utimes(join(folder, name), old, old);
    await sweepLeftovers(join(folder, 'mix.wav'));
    expect((await readdir(folder)).sort()).toEqual(['.mix.wav.3.part', '.other.wav.2.part']);
  });
});

describe('a file name', () => {
  it.each([
    ['heavy rain: on a/tin roof?', 'heavy rain on a tin roof'],
    ['..hidden. ', 'hidden'],
    ['...', 'Untitled'],
    ['Con', 'Con_'],
    ['nul.take 2', 'nul_.take 2'],
    ['Console', 'Console'],
    ['x'.repeat(119) + '…', 'x'.repeat(119)],
    ['雨'.repeat(60), '雨'.repeat(40)],
    [`${'x'.repeat(118)}🌧`, 'x'.repeat(118)],
  ])('%j is %j', (typed, name) => expect(safeFileName(typed)).toBe(name));
});

describe('a disk error', () => {
  it.each(['ENOSPC', 'EROFS', 'EACCES', 'EIO', 'EDQUOT'])('%s names what failed and what to do', (code) => {
    const error = diskError(Object.assign(new Error('raw'), { code }), 'The project could not be saved');
    expect(error).toBeInstanceOf(StudioError);
    expect(error).toMatchObject({
      tag: 'disk',
      message: 'The project could not be saved.',
      remedy: expect.any(String) as string,
    });
  });

  it.each([
    [13, 'space'],
    [8 | (3 << 8), 'read-only'],
  ])('knows SQLite’s code %d', (errcode, word) => {
    const thrown = Object.assign(new Error('raw'), { code: 'ERR_SQLITE_ERROR', errcode });
    expect(diskError(thrown, 'The library could not be written')).toMatchObject({
      tag: 'disk',
      remedy: expect.stringContaining(word) as string,
    });
  });

  it('is nothing else', () => {
    const thrown = new TypeError('no disk in this');
    expect(diskError(thrown, 'x')).toBe(thrown);
    expect(diskError('text', 'x')).toBe('text');
  });
});
