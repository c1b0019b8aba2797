import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import wavefile from 'wavefile';
import { clips, generate, newProject, takesOf, tracks } from './support/actions';
import { peakDb, readWav } from './support/audio-file';
import {
  differenceDb,
  exportTo,
  measuredLoudness,
  openDialog,
  openHarbour,
  pick,
  press,
  run,
} from './support/export';
import { expect, picturePath, test } from './support/studio';

test('stems add up to the mix', async ({ studio }) => {
  const page = await openHarbour(studio);
  const dialog = await openDialog(page);
  const folder = studio.file('stems');
  await press(dialog, '32-bit float');
  await exportTo(studio.app, folder);
  await run(dialog);
  const mix = readWav(join(folder, 'mix.wav'));
  for (const [kind, names] of [
    ['Stems, one for each track', ['Door', 'Echo', 'Rain', 'Wind']],
    ['Stems, one for each group', ['Bed', 'Door', 'Echo']],
  ] as const) {
    const place = join(folder, names.length.toString());
    await pick(page, dialog, 'Mix or stems', kind);
    await expect(dialog.getByTestId('export-preview')).toContainText(`${names.length - 1} more`);
    await exportTo(studio.app, place);
    await run(dialog);
    expect(readdirSync(place).sort()).toEqual(names.map((name) => `harbour - ${name}.wav`));
    const stems = names.map((name) => readWav(join(place, `harbour - ${name}.wav`)));
    for (const stem of stems) expect(peakDb(stem)).toBeGreaterThan(-60);
    expect(new Set(stems.map(({ seconds }) => seconds)).size).toBe(1);
    mix.channels.forEach((channel, index) => {
      const sum = Float64Array.from(channel, (_, at) =>
        stems.reduce((total, stem) => total + (stem.channels[index]?.[at] ?? 0), 0),
      );
      expect(differenceDb(sum, channel)).toBeLessThan(-90);
    });
  }
  await page.screenshot({ path: picturePath('export-stems') });
});

test('stems and their mix get one gain, and still add up', async ({ studio }) => {
  const page = await openHarbour(studio);
  const dialog = await openDialog(page);
  const folder = studio.file('loud stems');
  await press(dialog, '32-bit float');
  await pick(page, dialog, 'Mix or stems', 'Stems, one for each track');
  await dialog.getByRole('checkbox', { name: 'and the mix' }).check();
  await pick(page, dialog, 'Loudness', '−23 LUFS, EBU R 128');
  await exportTo(studio.app, folder);
  await run(dialog);
  const names = ['Mix', 'Rain', 'Wind', 'Door', 'Echo'];
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `harbour - ${name}.wav`).sort());
  const [mix, ...stems] = names.map((name) => readWav(join(folder, `harbour - ${name}.wav`)));
  const row = dialog.getByTestId('export-result').getByRole('row', { name: /Mix/ });
  await expect(row).toContainText('−23.0 LUFS');
  expect(new Set([mix, ...stems].map((file) => file!.seconds)).size).toBe(1);
  mix!.channels.forEach((channel, index) => {
    const sum = Float64Array.from(channel, (_, at) =>
      stems.reduce((total, stem) => total + (stem.channels[index]?.[at] ?? 0), 0),
    );
    expect(differenceDb(sum, channel)).toBeLessThan(-90);
  });

  // Without a file of the mix the gain is the same.
  await dialog.getByRole('checkbox', { name: 'and the mix' }).uncheck();
  await exportTo(studio.app, studio.file('only stems'));
  await run(dialog);
  const alone = readWav(join(studio.file('only stems'), 'harbour - Door.wav'));
  expect(differenceDb(alone.channels[0]!, stems[2]!.channels[0]!)).toBeLessThan(-90);
});

test('two sounds become stems and a mix that a post house takes', async ({ studio }) => {
  const page = await studio.start();
  await newProject(page);
  const prompts = ['heavy rain on a tin roof', 'distant thunder rolling over hills'];
  for (const [index, prompt] of prompts.entries()) {
    await generate(page, prompt, { takes: 1, seconds: 4, seed: 7 + index });
    await takesOf(page, prompt)
      .first()
      .dragTo(page.getByTestId('timeline-lanes'), {
        targetPosition: { x: 40 + 60 * index, y: 30 + 220 * index },
      });
    await expect(clips(page)).toHaveCount(index + 1);
  }
  await expect(tracks(page)).toHaveCount(2);
  const dialog = await openDialog(page);
  await pick(page, dialog, 'Mix or stems', 'Stems, one for each track');
  await dialog.getByRole('checkbox', { name: 'and the mix' }).check();
  await pick(page, dialog, 'Loudness', '−23 LUFS, EBU R 128');
  await dialog.getByLabel('Time code of the project’s start').fill('10:00:00:00');
  await dialog.getByLabel('Description').fill('Storm for reel 2');
  const folder = studio.file('delivery');
  await exportTo(studio.app, folder);
  await run(dialog);
  await page.screenshot({ path: picturePath('export-delivery') });
  const names = readdirSync(folder);
  expect(names).toHaveLength(3);
  const files = names.map((name) => ({ name, path: join(folder, name) }));
  for (const { path } of files) {
    const wav = new wavefile.WaveFile(readFileSync(path));
    expect([wav.bitDepth, wav.fmt]).toMatchObject(['24', { sampleRate: 48_000, numChannels: 2 }]);
    expect(wav.bext).toMatchObject({ timeReference: [36_000 * 48_000, 0] });
    expect((wav.bext as { description: string }).description).toMatch(/^Storm for reel 2/);
    expect(wav.getiXML()).toMatch(/<PROMPT>(heavy rain|distant thunder)/);
  }
  const mix = files.find(({ name }) => name.endsWith('Mix.wav'))!;
  const integrated = measuredLoudness(mix.path);
  if (integrated !== null) expect(Math.abs(integrated + 23)).toBeLessThanOrEqual(0.2);
  const read = files.map(({ path }) => readWav(path));
  const whole = readWav(mix.path);
  whole.channels.forEach((channel, index) => {
    const stems = read.filter((_, at) => files[at] !== mix);
    const sum = Float64Array.from(channel, (_, at) =>
      stems.reduce((total, stem) => total + (stem.channels[index]?.[at] ?? 0), 0),
    );
    expect(differenceDb(sum, channel)).toBeLessThan(-90);
  });
});
