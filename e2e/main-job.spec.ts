import { existsSync } from 'node:fs';
import {
  clips,
  exportMix,
  generate,
  lightOf,
  newProject,
  placeTake,
  takesOf,
  tracks,
  typeValue,
} from './support/actions';
import { bandDb, peakDb, readWav, rmsDb } from './support/audio-file';
import { answerNativeDialogs } from './support/native-dialogs';
import { expect, picturePath, test } from './support/studio';

const rain = 'heavy rain on a tin roof';
const dog = 'a dog barking in the distance';

test('a prompt becomes takes, takes become a soundscape, and the soundscape becomes a file', async ({
  studio,
}) => {
  let page = await studio.start();
  await newProject(page);

  await test.step('prompts become takes', async () => {
    await generate(page, rain, { takes: 4, seconds: 3, seed: 7 });
    await generate(page, dog, { takes: 2, seconds: 1.5, seed: 11 });
    await page
      .getByRole('region', { name: `Takes of ${rain}` })
      .getByRole('button', { name: 'Star take 2' })
      .click();
    await takesOf(page, rain).first().click();
    await expect(takesOf(page, rain).first()).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('two takes go to two tracks', async () => {
    await placeTake(page, rain, 1);
    await expect(clips(page)).toHaveCount(1);
    await takesOf(page, dog)
      .first()
      // Right of the track headers, below the only track: there it gets a track of its own.
      .dragTo(page.getByTestId('timeline-lanes'), { targetPosition: { x: 360, y: 250 } });
    await expect(clips(page)).toHaveCount(2);
    await expect(tracks(page)).toHaveCount(2);
  });

  await test.step('one track gets a low-pass filter at 300 Hz', async () => {
    await tracks(page)
      .first()
      .click({ position: { x: 60, y: 12 } });
    await page.getByRole('button', { name: 'Add effect' }).click();
    await page.getByRole('menuitem', { name: /^Filter/ }).click();
    await expect(page.getByRole('group', { name: 'Effect 1, Filter' })).toBeVisible();
    await typeValue(page, 'Filter frequency, value', '300');
    await expect(page.getByRole('slider', { name: 'Filter frequency' })).toHaveAttribute(
      'aria-valuenow',
      '300',
    );
  });

  await test.step('playing moves the playhead and the meters', async () => {
    const meter = page.getByRole('img', { name: /^Level of the mix/ });
    const still = await lightOf(meter);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page.getByRole('timer', { name: 'Playhead' })).not.toContainText('0:00:00.000');
    await expect.poll(() => lightOf(meter), { intervals: [50] }).toBeGreaterThan(still);
    await page.screenshot({ path: picturePath('studio-playing') });
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByRole('timer', { name: 'Playhead' })).toContainText('0:00:00.000');
  });

  await test.step('undo takes back one step, redo brings it again', async () => {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByRole('slider', { name: 'Filter frequency' })).toHaveAttribute(
      'aria-valuenow',
      '2000',
    );
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByRole('group', { name: 'Effect 1, Filter' })).toBeHidden();
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(page.getByRole('slider', { name: 'Filter frequency' })).toHaveAttribute(
      'aria-valuenow',
      '300',
    );
  });

  const project = studio.file('scene.gmix');
  await test.step('it is saved, and is there again after a restart', async () => {
    await answerNativeDialogs(studio.app, { save: project });
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByRole('button', { name: /^Project scene\. Open the file menu/ })).toBeVisible();
    expect(existsSync(project)).toBe(true);
    await studio.stop();

    page = await studio.start([project]);
    await expect(clips(page)).toHaveCount(2);
    await tracks(page)
      .first()
      .click({ position: { x: 60, y: 12 } });
    await expect(page.getByRole('slider', { name: 'Filter frequency' })).toHaveAttribute(
      'aria-valuenow',
      '300',
    );
  });

  await test.step('the export has the length and the format that were asked for, and a sound level', async () => {
    await answerNativeDialogs(studio.app, { save: studio.file('mix.wav') });
    await exportMix(page, { bits: '24-bit', rate: '48 kHz' });
    const mix = readWav(studio.file('mix.wav'));
    expect([mix.bitDepth, mix.sampleRate, mix.channels.length]).toEqual(['24', 48_000, 2]);
    // Three seconds of rain from the start; the dog may end later, and the filter may ring on a little.
    expect(mix.seconds).toBeGreaterThanOrEqual(3);
    expect(mix.seconds).toBeLessThan(10);
    expect(rmsDb(mix)).toBeGreaterThan(-60);
    expect(rmsDb(mix)).toBeLessThan(-3);
    expect(peakDb(mix)).toBeLessThanOrEqual(0);
  });

  await test.step('the effect has changed the spectrum of the file', async () => {
    await tracks(page).first().getByRole('button', { name: /^Solo/ }).click();
    await answerNativeDialogs(studio.app, { save: studio.file('muffled.wav') });
    await exportMix(page, { bits: '32-bit float', rate: '44.1 kHz' });
    await page.getByRole('button', { name: 'Bypass Filter' }).click();
    await answerNativeDialogs(studio.app, { save: studio.file('open.wav') });
    await exportMix(page, { bits: '32-bit float', rate: '44.1 kHz' });

    const muffled = readWav(studio.file('muffled.wav'));
    const open = readWav(studio.file('open.wav'));
    expect([open.bitDepth, open.sampleRate, open.channels.length]).toEqual(['32f', 44_100, 2]);
    // A 24 dB/oct low-pass at 300 Hz takes 97 dB off at 5 kHz; what a file's own noise leaves of that is still plenty.
    expect(bandDb(open, 5_000, 15_000) - bandDb(muffled, 5_000, 15_000)).toBeGreaterThan(40);
    expect(Math.abs(bandDb(open, 50, 150) - bandDb(muffled, 50, 150))).toBeLessThan(3);
  });
});
