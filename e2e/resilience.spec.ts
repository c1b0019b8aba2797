import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { clips, exportMix, generate, newProject, placeTake, takesOf, typeValue } from './support/actions';
import { readWav, rmsDb } from './support/audio-file';
import { answerNativeDialogs } from './support/native-dialogs';
import { expect, test, type Studio } from './support/studio';

const prompt = 'waves on a pebble beach';

/** Process ids of the studio's inference process: one, or none. */
const inferenceProcesses = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(({ app: main }) =>
    main
      .getAppMetrics()
      .filter(({ name, serviceName }) => [name, serviceName].includes('GANmix inference'))
      .map(({ pid }) => pid),
  );

/** A new project with one clip in it, not saved. */
async function oneClip(page: Page): Promise<void> {
  await newProject(page);
  await generate(page, prompt, { takes: 1, seconds: 1, seed: 3 });
  await placeTake(page, prompt, 1);
  await expect(clips(page)).toHaveCount(1);
}

/** Saves the open project as `name` and returns its path. */
async function save(studio: Studio, name: string): Promise<string> {
  const path = studio.file(name);
  await answerNativeDialogs(studio.app, { save: path });
  await studio.page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => existsSync(path)).toBe(true);
  await expect(studio.page.getByRole('button', { name: /^Project .*unsaved/ })).toBeHidden();
  return path;
}

/** Asks for `path` with Open, and expects to be told about it while the project that is open stays as it is. */
async function expectRefused(studio: Studio, path: string, message: RegExp): Promise<void> {
  const before = readFileSync(path);
  await answerNativeDialogs(studio.app, { open: path });
  await studio.page.keyboard.press('ControlOrMeta+o');
  const refusal = studio.page.getByRole('dialog', { name: 'Open project' });
  await expect(refusal).toContainText(message);
  await refusal.getByRole('button', { name: 'OK' }).click();
  await expect(refusal).toBeHidden();
  await expect(clips(studio.page)).toHaveCount(1);
  expect(readFileSync(path).equals(before)).toBe(true);
}

test('killing the inference process costs one job: the project stays, and the next job works', async ({
  studio,
}) => {
  const page = await studio.start();
  await oneClip(page);
  await typeValue(page, 'Length in seconds', '30');
  await typeValue(page, 'Number of takes', '8');
  await page.getByLabel('Prompt', { exact: true }).fill('a storm at sea');
  await page.getByLabel('Prompt', { exact: true }).press('Enter');
  const job = page.getByRole('region', { name: 'Takes of a storm at sea' });
  await expect(job.getByText(/^(Reading the prompt|Generating|Decoding|Rendering audio)…$/)).toBeVisible();

  const [pid] = await inferenceProcesses(studio.app);
  process.kill(pid!, 'SIGKILL');

  await expect(job.getByRole('alert')).toBeVisible();
  await expect(job.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(clips(page)).toHaveCount(1);

  await generate(page, 'rain', { takes: 1, seconds: 1, seed: 4 });
  expect(await inferenceProcesses(studio.app)).not.toContain(pid);
  await expect(takesOf(page, prompt)).toHaveCount(1);
});

test('after a kill of the whole studio the unsaved work is back, and so are its sounds', async ({
  studio,
}) => {
  let page = await studio.start();
  await oneClip(page);
  const journal = studio.file('user-data/recovery.json');
  const clipId = await clips(page).getAttribute('data-clip');
  await expect.poll(() => existsSync(journal) && readFileSync(journal, 'utf8')).toContain(clipId);
  await studio.kill();

  page = await studio.start();
  await expect(clips(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Project Untitled, unsaved changes/ })).toBeVisible();
  await answerNativeDialogs(studio.app, { save: studio.file('mix.wav') });
  await exportMix(page, { bits: '16-bit', rate: '44.1 kHz' });
  expect(rmsDb(readWav(studio.file('mix.wav')))).toBeGreaterThan(-60);
});

test('a damaged project and one of a later version are refused, and left as they are', async ({ studio }) => {
  const page = await studio.start();
  await oneClip(page);
  const path = await save(studio, 'good.gmix');
  const good = readFileSync(path);

  const damaged = Buffer.from(good);
  damaged[Math.floor(damaged.length / 2)]! ^= 0xff;
  writeFileSync(studio.file('damaged.gmix'), damaged);
  await expectRefused(studio, studio.file('damaged.gmix'), /damaged\.gmix.* is damaged/);

  const cut = studio.file('cut.gmix');
  writeFileSync(cut, good.subarray(0, good.length / 2));
  await expectRefused(studio, cut, /cut\.gmix.* is damaged/);

  const entries = unzipSync(good);
  const later = (name: string): void => {
    const json = JSON.parse(strFromU8(entries[name]!)) as { format: number };
    entries[name] = strToU8(JSON.stringify({ ...json, format: json.format + 1 }));
  };
  later('manifest.json');
  later('document.json');
  const newer = studio.file('newer.gmix');
  writeFileSync(newer, zipSync(entries));
  await expectRefused(studio, newer, /newer\.gmix.* (newer|later) version/);
});
