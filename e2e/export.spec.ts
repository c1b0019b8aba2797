import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import wavefile from 'wavefile';
import { readWav } from './support/audio-file';
import { runHeadless } from './support/command-line';
import {
  decibels,
  decoded,
  differenceDb,
  exportTo,
  harbour,
  harbourSounds,
  measuredLoudness,
  onPath,
  openDialog,
  openHarbour,
  pick,
  powerOf,
  press,
  run,
} from './support/export';
import { RATE, writeProjectFile } from './support/project-file';
import { expect, picturePath, test } from './support/studio';

test('the dialog writes every format, in place and in time', async ({ studio }) => {
  const page = await openHarbour(studio);
  const dialog = await openDialog(page);
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.screenshot({ path: picturePath('export-dialog-1600') });
  const folder = studio.file('out');
  await pick(page, dialog, 'What follows the end', 'Cut exactly');

  await press(dialog, '32-bit float');
  await exportTo(studio.app, folder, 'float.wav');
  await run(dialog);
  const float = readWav(join(folder, 'float.wav'));
  expect([float.bitDepth, float.sampleRate, float.channels[0]!.length]).toEqual(['32f', RATE, 4 * RATE]);

  // Chromium adds up what plays into a node in no fixed order, so two renders differ in the last bit of some floats, and
  // some integers by one. That FLAC keeps every bit of one render is shown beside the encoder.
  for (const [bits, name, tolerance, again] of [
    ['24-bit', '24', -132, -132],
    ['16-bit', '16', -92, -110],
  ] as const) {
    await press(dialog, bits);
    await exportTo(studio.app, folder, `${name}.wav`);
    await run(dialog);
    const wav = readWav(join(folder, `${name}.wav`));
    expect(wav.bitDepth).toBe(name);
    expect(differenceDb(wav.channels[0]!, float.channels[0]!)).toBeLessThan(tolerance);

    await press(dialog, 'FLAC');
    await exportTo(studio.app, folder, `${name}.flac`);
    await run(dialog);
    const flac = await decoded(page, join(folder, `${name}.flac`));
    flac.forEach((channel, index) => expect(differenceDb(channel, wav.channels[index]!)).toBeLessThan(again));
    await press(dialog, 'WAV');
  }

  await press(dialog, '96 kHz');
  await press(dialog, '24-bit');
  await exportTo(studio.app, folder, 'fast.wav');
  await run(dialog);
  expect(readWav(join(folder, 'fast.wav'))).toMatchObject({ sampleRate: 96_000, seconds: 4 });

  await press(dialog, 'Ogg Opus');
  await pick(page, dialog, 'Bit rate', '256 kbit/s');
  await exportTo(studio.app, folder, 'mix.opus');
  await run(dialog);
  await page.screenshot({ path: picturePath('export-done') });
  const opus = await decoded(page, join(folder, 'mix.opus'));
  expect(opus[0]).toHaveLength(4 * RATE);
  // In time to the sample: shifted by one, the difference would be as loud as the sound itself at high frequencies.
  opus.forEach((channel, index) => {
    const source = float.channels[index]!;
    const aligned = differenceDb(channel, source);
    // Opus keeps the spectrum of noise, and of its waveform only so much.
    expect(decibels(powerOf(source)) - aligned).toBeGreaterThan(6);
    for (const shift of [-2, -1, 1, 2]) {
      const moved = Float64Array.from(source, (_, i) => source[i + shift] ?? 0);
      expect(differenceDb(channel, moved)).toBeGreaterThan(aligned);
    }
  });
  if (onPath('ffmpeg') && onPath('ffprobe')) {
    const file = join(folder, 'mix.opus');
    const told = execFileSync('ffprobe', ['-v', 'error', '-show_streams', file]).toString();
    expect(told).toContain('codec_name=opus');
    expect(told).toMatch(/TAG:title=harbour/i);
    // The codec's start-up and the padding of its last packet are marked as such: what plays is what was exported.
    const played = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 's16le', '-'], {
      maxBuffer: 1e8,
    });
    expect(played.length).toBe(4 * RATE * 2 * 2);
  }

  await press(dialog, 'MP3');
  const told = dialog.getByRole('status').filter({ hasText: 'on this machine' });
  await expect(told).toBeVisible();
  await page.screenshot({ path: picturePath('export-mp3') });
  if (onPath('ffmpeg')) {
    await expect(told).toHaveText('Written by ffmpeg on this machine.');
    await exportTo(studio.app, folder, 'mix.mp3');
    await run(dialog);
    const file = join(folder, 'mix.mp3');
    const played = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'f32le', '-'], {
      maxBuffer: 1e8,
    });
    expect(played.length).toBe(4 * RATE * 2 * 4);
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('regions, clips and the loop are files of their own, named by a pattern', async ({ studio }) => {
  const page = await openHarbour(studio);
  const dialog = await openDialog(page);
  const folder = studio.file('parts');
  await pick(page, dialog, 'What follows the end', 'Cut exactly');

  await pick(page, dialog, 'What to export', 'Regions, a file each');
  await dialog.getByLabel('Pattern of the file names').fill('{index} {region} {nonsense}');
  await expect(dialog.getByTestId('export-preview')).toHaveText('There is no {nonsense}.');
  await dialog.getByLabel('Pattern of the file names').fill('{index} {region}');
  await expect(dialog.getByTestId('export-preview')).toHaveText('01 Opening.wav and 1 more');
  await dialog.getByRole('checkbox', { name: 'Prompts and seeds as JSON' }).check();
  await exportTo(studio.app, folder);
  await run(dialog);
  expect(readdirSync(folder).sort()).toEqual(
    ['01 Opening.wav', '01 Opening.wav.json', '02 Storm.wav', '02 Storm.wav.json'].sort(),
  );
  expect(readWav(join(folder, '02 Storm.wav')).seconds).toBe(1.5);
  const sidecar = JSON.parse(readFileSync(join(folder, '02 Storm.wav.json'), 'utf8')) as {
    timeReference: number;
    clips: { prompt: string; seed: number }[];
  };
  expect(sidecar.timeReference).toBe(2 * RATE);
  expect(sidecar.clips.map(({ prompt }) => prompt)).toContain('the sound of thud');

  await pick(page, dialog, 'What to export', 'Every clip, a file each');
  await pick(page, dialog, 'How clips sound', 'Without track and effects');
  await dialog.getByLabel('Pattern of the file names').fill('{clip} {seed}');
  await press(dialog, '32-bit float');
  const dry = studio.file('clips');
  await exportTo(studio.app, dry);
  await run(dialog);
  expect(readdirSync(dry).filter((name) => name.endsWith('.wav'))).toEqual([
    'Rain 100.wav',
    'Thud 101 2.wav',
    'Thud 101.wav',
    'Wind 100.wav',
  ]);
  expect(differenceDb(readWav(join(dry, 'Rain 100.wav')).channels[0]!, harbourSounds.rain[0]!)).toBeLessThan(
    -140,
  );

  await pick(page, dialog, 'What to export', 'Loop region');
  await exportTo(studio.app, folder, 'loop.wav');
  await run(dialog);
  expect(readWav(join(folder, 'loop.wav')).seconds).toBe(1);
});

test('a loudness target is met, and told', async ({ studio }) => {
  const page = await openHarbour(studio);
  const dialog = await openDialog(page);
  const folder = studio.file('loud');
  for (const [option, target] of [
    ['−23 LUFS, EBU R 128', -23],
    ['−14 LUFS, streaming', -14],
  ] as const) {
    await pick(page, dialog, 'Loudness', option);
    await exportTo(studio.app, folder, `${-target}.wav`);
    await run(dialog);
    const row = await dialog.getByTestId('export-result').getByRole('row').last().innerText();
    const [integrated, , truePeak] = [
      ...row.replaceAll('−', '-').matchAll(/(-?[\d.]+) (?:LUFS|LU|dBTP)/g),
    ].map((match) => Number(match[1]));
    expect(Math.abs(integrated! - target)).toBeLessThanOrEqual(0.5);
    expect(truePeak).toBeLessThanOrEqual(-1);
    const measured = measuredLoudness(join(folder, `${-target}.wav`));
    if (measured !== null) expect(Math.abs(measured - target)).toBeLessThanOrEqual(0.5);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: picturePath('export-loudness-1280') });
  expect(readdirSync(folder).sort()).toEqual(['14.wav', '23.wav']);
});

test('the command line has the options of the dialog', async ({ studio }) => {
  writeProjectFile(studio.file('harbour.gmix'), harbour, harbourSounds);
  const stems = await runHeadless(
    ['--render', 'harbour.gmix', '--out', 'stems', '--codec', 'flac', '--stems', 'groups', '--sidecar'],
    studio.folder,
  );
  expect(stems.code, stems.stderr).toBe(0);
  expect(readdirSync(studio.file('stems')).sort()).toEqual(
    ['Bed', 'Door', 'Echo'].flatMap((name) => [`harbour - ${name}.flac`, `harbour - ${name}.flac.json`]),
  );
  expect(stems.stdout).toMatch(/harbour - Bed\.flac {2}-?[\d.]+ LUFS, -?[\d.]+ dBTP/);
  const loud = await runHeadless(
    ['--render', 'harbour.gmix', '--out', 'loud.opus', '--loudness=-16', '--ceiling=-2'],
    studio.folder,
  );
  expect(loud.code, loud.stderr).toBe(0);
  expect(loud.stdout).toMatch(/loud\.opus {2}-1[56]\.\d LUFS/);
  const part = await runHeadless(
    [
      ...['--render', 'harbour.gmix', '--out', 'part.wav', '--range', '1.5-3', '--tail', 'none'],
      ...['--channels', 'mono', '--rate', '96000', '--timecode', '10:00:00:00', '--fps', '23.976'],
    ],
    studio.folder,
  );
  expect(part.code, part.stderr).toBe(0);
  const file = new wavefile.WaveFile(readFileSync(studio.file('part.wav')));
  expect(file.fmt).toMatchObject({ numChannels: 1, sampleRate: 96_000 });
  // Ten hours of time code at 23.976 take 36,036 s on the clock.
  const [low, high] = (file.bext as { timeReference: [number, number] }).timeReference;
  expect(high * 2 ** 32 + low).toBe((36_036 + 1.5) * 96_000);
  expect(file.getiXML()).toContain('<TIMECODE_RATE>24000/1001</TIMECODE_RATE>');
  expect(file.listCuePoints()).toMatchObject([
    { label: 'Cut', dwSampleOffset: 0 },
    { label: 'Storm', dwSampleOffset: 48_000, dwSampleLength: 96_000 },
  ]);
  expect(readWav(studio.file('part.wav')).seconds).toBe(1.5);
  const wrong = await runHeadless(
    ['--render', 'harbour.gmix', '--out', 'x.wav', '--rate', '22050'],
    studio.folder,
  );
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('Choose --rate 44100, 48000, 88200 or 96000.');
});
