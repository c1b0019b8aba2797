import { readdirSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wavefile from 'wavefile';
import { EXPORT_BLOCK_FRAMES, exportFormatSchema } from '../../preload/contract/export';
import { PartialLedger, sweepLedger } from '../files/partial-ledger';
import { makeReadOnly, mayMount, smallDisk } from '../testing/disks';
import { noise } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { ExportDesk } from './export-desk';
import type { BeginFile } from './export-job';
import { block, metadata, plan } from './testing';

const WINDOW = 1;

async function opened(folder: string, names: string[] = ['mix.wav'], desk = new ExportDesk()) {
  const { jobId } = await desk.open(
    names.map((name) => join(folder, name)),
    0,
    WINDOW,
  );
  const begin = (change: Partial<BeginFile> = {}): Promise<string> =>
    desk.begin(plan({ jobId, ...change }), WINDOW);
  return { desk, jobId, begin };
}

describe('an export', () => {
  it('appears complete, under its name, only when its job is committed', async () => {
    const folder = await temporaryFolder();
    const { desk, jobId, begin } = await opened(folder);
    const id = await begin();
    await desk.write(id, block(1000), WINDOW);
    // Sent without waiting for one another: still in order.
    await Promise.all([desk.write(id, block(1500, 5), WINDOW), desk.write(id, block(500, 9), WINDOW)]);
    const bytes = await desk.finish(id, 3000, null, WINDOW);
    expect(await readdir(folder)).not.toContain('mix.wav');
    await desk.commit(jobId, WINDOW);
    expect(await readdir(folder)).toEqual(['mix.wav']);

    const contents = await readFile(join(folder, 'mix.wav'));
    expect(bytes).toBe(contents.length);
    const [left] = new wavefile.WaveFile(contents).getSamples(
      false,
      Float64Array,
    ) as unknown as Float64Array[];
    expect(left).toHaveLength(3000);
    const sent = [...noise(1000), ...noise(1500, 5), ...noise(500, 9)];
    expect(
      Math.max(...sent.map((sample, frame) => Math.abs(sample - (left?.[frame] ?? NaN) / 2 ** 23))),
    ).toBeLessThan(2 ** -23);
  });

  it('may come out shorter than was announced', async () => {
    const folder = await temporaryFolder();
    const { desk, jobId, begin } = await opened(folder);
    const format = exportFormatSchema.parse({ sampleRate: 96_000, bitDepth: '32f' });
    const id = await begin({ format, maxFrames: 2 ** 31 });
    await desk.write(id, block(1234), WINDOW);
    await desk.finish(id, 1234, null, WINDOW);
    await desk.commit(jobId, WINDOW);
    const wav = new wavefile.WaveFile(await readFile(join(folder, 'mix.wav')));
    expect(wav.container).toBe('RIFF');
    expect(wav.fmt).toMatchObject({ sampleRate: 96_000, numChannels: 2 });
    expect(wav.fact).toMatchObject({ dwSampleLength: 1234 });
    expect((wav.data as { chunkSize: number }).chunkSize).toBe(1234 * 8);
  });

  it('leaves nothing behind when it is abandoned while its files are begun', async () => {
    const folder = await temporaryFolder();
    const { desk, jobId, begin } = await opened(folder);
    const begun = [begin(), desk.scratch(jobId, 2, WINDOW)];
    const outcomes = Promise.allSettled(begun);
    await desk.abandon(WINDOW);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when it is abandoned, and the old file as it was', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'mix.wav'), 'the mix of yesterday');
    const { desk, jobId, begin } = await opened(folder, ['mix.wav', 'two.wav']);
    const first = await begin();
    await desk.write(first, block(1000), WINDOW);
    await desk.finish(first, 1000, null, WINDOW);
    const second = await begin({ index: 1, format: exportFormatSchema.parse({ codec: 'flac' }) });
    await desk.write(second, block(1000), WINDOW);
    const scratch = await desk.scratch(jobId, 2, WINDOW);
    await desk.write(scratch, block(100), WINDOW);
    await desk.abandonJob(jobId, WINDOW);
    await desk.abandonJob(jobId, WINDOW);
    expect(await readdir(folder)).toEqual(['mix.wav']);
    expect(await readFile(join(folder, 'mix.wav'), 'utf8')).toBe('the mix of yesterday');
    expect(() => desk.write(second, block(10), WINDOW)).toThrow(
      expect.objectContaining({ tag: 'not-found' }),
    );
  });

  it.each([
    ['too few channels', [noise(10)]],
    ['channels of different lengths', [noise(10), noise(11)]],
    ['a block over the limit', block(EXPORT_BLOCK_FRAMES + 1)],
    ['more frames than were announced', block(3001)],
  ])('ends at %s', async (_name, channels) => {
    const folder = await temporaryFolder();
    const { desk, begin } = await opened(folder);
    const id = await begin();
    await expect(desk.write(id, channels, WINDOW)).rejects.toMatchObject({ tag: 'invalid-input' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('whose last file is missing gives none a name', async () => {
    const folder = await temporaryFolder();
    const { desk, jobId, begin } = await opened(folder, ['a.wav', 'b.wav']);
    const first = await begin();
    await desk.write(first, block(10), WINDOW);
    await desk.finish(first, 10, null, WINDOW);
    await begin({ index: 1 });
    await expect(desk.commit(jobId, WINDOW)).rejects.toMatchObject({ tag: 'invalid-input' });
    expect((await readdir(folder)).every((name) => name.endsWith('.part'))).toBe(true);
    await desk.abandon(WINDOW);
    expect(await readdir(folder)).toEqual([]);
  });

  it('has a sidecar that tells prompts, seeds and loudness', async () => {
    const folder = await temporaryFolder();
    const { desk, jobId, begin } = await opened(folder);
    const id = await begin({ metadata: metadata({ sidecar: true }) });
    await desk.write(id, block(960), WINDOW);
    const report = {
      integrated: -23.1,
      range: 4,
      maxMomentary: -17,
      maxShortTerm: -19,
      truePeakDb: -1.5,
      peakDb: -1.7,
    };
    await desk.finish(id, 960, report, WINDOW);
    await desk.commit(jobId, WINDOW);
    expect((await readdir(folder)).sort()).toEqual(['mix.wav', 'mix.wav.json']);
    expect(JSON.parse(await readFile(join(folder, 'mix.wav.json'), 'utf8'))).toMatchObject({
      file: 'mix.wav',
      seconds: 0.02,
      loudness: report,
      clips: [{ prompt: 'heavy "rain"', seed: 7 }, { prompt: null }],
    });
  });

  it('gives back what was kept for a second pass', async () => {
    const { desk, jobId } = await opened(await temporaryFolder());
    const id = await desk.scratch(jobId, 2, WINDOW);
    const [a, b] = [block(1000), block(500, 7)];
    await Promise.all([desk.write(id, a, WINDOW), desk.write(id, b, WINDOW)]);
    const [left, right] = await desk.read(id, 900, 300, WINDOW);
    expect([...left!]).toEqual([...a[0]!.subarray(900), ...b[0]!.subarray(0, 200)]);
    expect([...right!]).toEqual([...a[1]!.subarray(900), ...b[1]!.subarray(0, 200)]);
    await expect(desk.read(id, 1400, 200, WINDOW)).rejects.toMatchObject({ tag: 'invalid-input' });
    await desk.abandon(WINDOW);
  });

  it('knows an export only by the window that began it', async () => {
    const { desk, jobId, begin } = await opened(await temporaryFolder());
    const id = await begin();
    expect(() => desk.write(id, block(1), 2)).toThrow(expect.objectContaining({ tag: 'not-found' }));
    expect(() => desk.committedPath(jobId, 2)).toThrow(expect.objectContaining({ tag: 'not-found' }));
    await desk.abandon(WINDOW);
  });
});

describe('trouble with the disk', () => {
  it('into a folder that is gone names the file', async () => {
    const folder = await temporaryFolder();
    const { begin } = await opened(join(folder, 'gone'));
    await expect(begin()).rejects.toMatchObject({
      tag: 'disk',
      message: '“mix.wav” could not be written.',
      remedy: expect.stringContaining('folder') as string,
    });
  });

  it('is told before it starts when the export cannot fit', async () => {
    const folder = await temporaryFolder();
    await expect(new ExportDesk().open([join(folder, 'mix.wav')], 1e18, WINDOW)).rejects.toMatchObject({
      tag: 'disk',
      message: expect.stringMatching(/needs .* GB, and the disk has .* left/) as string,
    });
  });

  it.runIf(mayMount).each(['wav', 'flac'] as const)(
    'a disk that fills up ends a %s export and leaves nothing',
    async (codec) => {
      const folder = smallDisk(200_000);
      const { desk, jobId, begin } = await opened(folder);
      const id = await begin({ format: exportFormatSchema.parse({ codec }), maxFrames: 1e6 });
      const writing = async (): Promise<void> => {
        for (let seed = 0; seed < 20; seed += 1) await desk.write(id, block(20_000, seed), WINDOW);
        await desk.finish(id, 400_000, null, WINDOW);
      };
      await expect(writing()).rejects.toMatchObject({
        tag: 'disk',
        message: '“mix.wav” could not be written.',
        remedy: expect.stringContaining('full') as string,
      });
      expect(readdirSync(folder)).toEqual([]);
      await desk.abandonJob(jobId, WINDOW);
    },
  );

  it.runIf(mayMount)('a read-only folder is told as such', async () => {
    const folder = smallDisk(1e6);
    makeReadOnly(folder);
    const { begin } = await opened(folder);
    await expect(begin()).rejects.toMatchObject({
      tag: 'disk',
      remedy: expect.stringContaining('read-only') as string,
    });
  });
});

describe('what a kill leaves', () => {
  it('is deleted at the next start, wherever it lies, and nothing else is', async () => {
    const [folder, own] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(folder, 'mine.wav'), 'kept');
    const { desk, begin } = await opened(folder, ['mix.wav'], new ExportDesk(new PartialLedger(own)));
    const id = await begin();
    await desk.write(id, block(1000), WINDOW);
    // The process ends here. A note that somebody has changed deletes nothing of theirs.
    await writeFile(join(own, 'note'), join(folder, 'mine.wav'));
    expect(await readdir(folder)).toHaveLength(2);
    sweepLedger(own);
    expect(await readdir(folder)).toEqual(['mine.wav']);
    expect(await readdir(own)).toEqual([]);
    await desk.abandon(WINDOW);
  });

  it('is noted only as long as it is there', async () => {
    const [folder, own] = [await temporaryFolder(), await temporaryFolder()];
    const { desk, jobId, begin } = await opened(
      folder,
      ['a.wav', 'b.wav'],
      new ExportDesk(new PartialLedger(own)),
    );
    for (const index of [0, 1]) {
      const id = await begin({ index });
      await desk.write(id, block(10), WINDOW);
      await desk.finish(id, 10, null, WINDOW);
    }
    expect(await readdir(own)).toHaveLength(2);
    await desk.commit(jobId, WINDOW);
    expect(await readdir(own)).toEqual([]);
  });
});
