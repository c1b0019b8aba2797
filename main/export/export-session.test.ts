import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wavefile from 'wavefile';
import { EXPORT_BLOCK_FRAMES } from '../../preload/contract/contract';
import { noise } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { ExportDesk } from './export-desk';
import { ExportSession, type ExportPlan } from './export-session';

const plan = (folder: string, change: Partial<ExportPlan> = {}): ExportPlan => ({
  target: join(folder, 'mix.wav'),
  format: { sampleRate: 48_000, bitDepth: '24' },
  channels: 2,
  frames: 3000,
  ...change,
});
const block = (frames: number, seed = 1): Float32Array[] => [noise(frames, seed), noise(frames, seed + 1)];

describe('an export', () => {
  it('appears complete, under its name, only when it is finished', async () => {
    const folder = await temporaryFolder();
    const session = await ExportSession.begin(plan(folder));
    await session.write(block(1000));
    // Sent without waiting for one another: still in order.
    await Promise.all([session.write(block(1500, 5)), session.write(block(500, 9))]);
    expect(await readdir(folder)).not.toContain('mix.wav');
    expect(await session.finish()).toEqual({ fileName: 'mix.wav' });
    expect(await readdir(folder)).toEqual(['mix.wav']);

    const wav = new wavefile.WaveFile(await readFile(join(folder, 'mix.wav')));
    const [left] = wav.getSamples(false, Float64Array) as unknown as Float64Array[];
    expect(left).toHaveLength(3000);
    const sent = [...noise(1000), ...noise(1500, 5), ...noise(500, 9)];
    expect(
      Math.max(...sent.map((sample, frame) => Math.abs(sample - (left?.[frame] ?? NaN) / 2 ** 23))),
    ).toBeLessThan(2 ** -23);
  });

  it('of a length nobody knew gets its header when it ends', async () => {
    const folder = await temporaryFolder();
    const format = { sampleRate: 44_100, bitDepth: '32f' } as const;
    const session = await ExportSession.begin(plan(folder, { frames: null, format }));
    await session.write(block(1234));
    await session.finish();
    const wav = new wavefile.WaveFile(await readFile(join(folder, 'mix.wav')));
    expect(wav.fmt).toMatchObject({ sampleRate: 44_100, numChannels: 2 });
    expect(wav.fact).toMatchObject({ dwSampleLength: 1234 });
    expect((wav.data as { chunkSize: number }).chunkSize).toBe(1234 * 8);
  });

  it('leaves nothing behind when it is cancelled, and the old file as it was', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'mix.wav'), 'the mix of yesterday');
    const session = await ExportSession.begin(plan(folder));
    await session.write(block(1000));
    await session.cancel();
    await session.cancel();
    expect(await readdir(folder)).toEqual(['mix.wav']);
    expect(await readFile(join(folder, 'mix.wav'), 'utf8')).toBe('the mix of yesterday');
    await expect(session.write(block(10))).rejects.toMatchObject({ tag: 'cancelled' });
  });

  it.each([
    ['too few channels', [noise(10)]],
    ['channels of different lengths', [noise(10), noise(11)]],
    ['a block over the limit', block(EXPORT_BLOCK_FRAMES + 1)],
    ['more frames than were announced', block(3001)],
  ])('ends at %s', async (_name, channels) => {
    const folder = await temporaryFolder();
    const session = await ExportSession.begin(plan(folder));
    await expect(session.write(channels)).rejects.toMatchObject({ tag: 'invalid-input' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('that is finished too early is no file', async () => {
    const folder = await temporaryFolder();
    const session = await ExportSession.begin(plan(folder));
    await session.write(block(2999));
    await expect(session.finish()).rejects.toMatchObject({ tag: 'invalid-input' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so before it starts when a WAV file cannot hold it', async () => {
    const folder = await temporaryFolder();
    await expect(ExportSession.begin(plan(folder, { frames: 2 ** 30 }))).rejects.toMatchObject({
      tag: 'invalid-input',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('into a folder that is gone is a disk error that names the file', async () => {
    const folder = await temporaryFolder();
    const target = join(folder, 'gone', 'mix.wav');
    await expect(ExportSession.begin(plan(folder, { target }))).rejects.toMatchObject({
      tag: 'disk',
      message: '“mix.wav” could not be written.',
      remedy: expect.stringContaining('folder') as string,
    });
  });
});

describe('the export desk', () => {
  it('ends the exports of a window that is gone, and no other', async () => {
    const folder = await temporaryFolder();
    const desk = new ExportDesk();
    const lost = await desk.begin(plan(folder, { target: join(folder, 'lost.wav') }), 1);
    const kept = await desk.begin(plan(folder, { target: join(folder, 'kept.wav') }), 2);
    await desk.abandon(1);
    expect(() => desk.finish(lost.exportId, 1)).toThrow(expect.objectContaining({ tag: 'not-found' }));
    await desk.write(kept.exportId, block(3000), 2);
    await desk.finish(kept.exportId, 2);
    expect(await readdir(folder)).toEqual(['kept.wav']);
    expect(desk.finishedPath(kept.exportId, 2)).toBe(join(folder, 'kept.wav'));
  });

  it('knows an export only by the window that began it', async () => {
    const folder = await temporaryFolder();
    const desk = new ExportDesk();
    const { exportId } = await desk.begin(plan(folder), 1);
    expect(() => desk.write(exportId, block(1), 2)).toThrow(expect.objectContaining({ tag: 'not-found' }));
    expect(() => desk.finishedPath(exportId, 1)).toThrow(expect.objectContaining({ tag: 'not-found' }));
    await desk.abandon(1);
  });
});
