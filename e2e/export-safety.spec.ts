import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { effect } from './support/effects';
import { exportTo, harbourSounds, mayMount, openDialog, openHarbour, pick, press } from './support/export';
import { answerNativeDialogs } from './support/native-dialogs';
import { RATE, scene, writeProjectFile } from './support/project-file';
import { expect, picturePath, test } from './support/studio';

test('a full disk and a read-only folder are told, and nothing is left', async ({ studio }) => {
  test.skip(!mayMount, 'Only root may mount a small disk.');
  const page = await openHarbour(studio);
  const dialog = await openDialog(page);
  const disk = mkdtempSync(join(tmpdir(), 'ganmix-disk-'));
  const mount = (options: string): void =>
    void execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
  try {
    // Room for the file of 2 MB, but not for the floats of a first pass beside it.
    mount('size=3m');
    await exportTo(studio.app, disk);
    execFileSync('dd', ['if=/dev/zero', `of=${join(disk, 'other')}`, 'bs=1k', 'count=300'], {
      stdio: 'ignore',
    });
    await pick(page, dialog, 'Loudness', '−23 LUFS, EBU R 128');
    await dialog.getByRole('button', { name: /^Export/ }).click();
    await expect(dialog.getByRole('alert')).toContainText(/needs .* and the disk has .* left/);
    await page.screenshot({ path: picturePath('export-disk-small') });
    expect(readdirSync(disk)).toEqual(['other']);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await pick(page, dialog, 'Loudness', 'As mixed');
    await dialog.getByRole('button', { name: /^Export/ }).click();
    await expect(dialog.getByRole('alert')).toContainText('The disk is read-only: choose another folder.');
    await page.screenshot({ path: picturePath('export-read-only') });
    expect(readdirSync(disk)).toEqual(['other']);
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  }
});

test('a disk that fills up under an export is told, and nothing is left', async ({ studio }) => {
  test.skip(!mayMount, 'Only root may mount a small disk.');
  const far = scene([
    { id: 'A', clips: [{ sound: 'rain', start: 0, length: RATE }] },
    { id: 'B', effects: [effect('reverb')], clips: [{ sound: 'thud', start: 3600 * RATE, length: RATE }] },
  ]);
  writeProjectFile(studio.file('long.gmix'), far, harbourSounds);
  const page = await studio.start([studio.file('long.gmix')]);
  const disk = mkdtempSync(join(tmpdir(), 'ganmix-disk-'));
  // Room for the hour when it begins. The disk takes memory only for what is written.
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4g', 'tmpfs', disk]);
  try {
    const dialog = await openDialog(page);
    await exportTo(studio.app, disk);
    await dialog.getByRole('button', { name: /^Export/ }).click();
    await expect.poll(() => readdirSync(disk).length, { intervals: [10] }).toBe(1);
    execFileSync('mount', ['-o', 'remount,size=128m', disk]);
    await expect(dialog.getByRole('alert')).toContainText(/disk is full/i, { timeout: 60_000 });
    await page.screenshot({ path: picturePath('export-disk-filled') });
    await expect.poll(() => readdirSync(disk)).toEqual([]);
    await expect(dialog.getByRole('button', { name: /^Export/ })).toBeEnabled();
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  }
});

test('cancelling leaves nothing, and a window that goes away neither', async ({ studio }) => {
  // An hour of silence between two sounds: long enough to be in the midst of it.
  const far = scene([
    { id: 'A', clips: [{ sound: 'rain', start: 0, length: RATE }] },
    { id: 'B', effects: [effect('reverb')], clips: [{ sound: 'thud', start: 3600 * RATE, length: RATE }] },
  ]);
  writeProjectFile(studio.file('long.gmix'), far, harbourSounds);
  const page = await studio.start([studio.file('long.gmix')]);
  const folder = studio.file('cancelled');
  for (const way of ['cancel', 'reload'] as const) {
    const dialog = await openDialog(page);
    await exportTo(studio.app, folder);
    await dialog.getByRole('button', { name: /^Export/ }).click();
    await expect(dialog.getByRole('progressbar')).toBeVisible();
    await expect.poll(() => readdirSync(folder).length).toBe(1);
    if (way === 'cancel') {
      await press(dialog, 'Cancel');
      await expect(dialog.getByRole('alert')).toHaveText('Cancelled: nothing was written.');
      await expect(dialog.getByRole('button', { name: /^Export/ })).toBeEnabled();
      await press(dialog, 'Close');
    } else {
      await page.reload();
    }
    await expect.poll(() => readdirSync(folder)).toEqual([]);
  }
});

test('closing the window asks whether to give the export up', async ({ studio }) => {
  const far = scene([
    { id: 'A', clips: [{ sound: 'rain', start: 0, length: RATE }] },
    { id: 'B', effects: [effect('reverb')], clips: [{ sound: 'thud', start: 3600 * RATE, length: RATE }] },
  ]);
  writeProjectFile(studio.file('long.gmix'), far, harbourSounds);
  const page = await studio.start([studio.file('long.gmix')]);
  const folder = studio.file('closed');
  const dialog = await openDialog(page);
  const close = (): Promise<void> =>
    studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  mkdirSync(folder);
  await answerNativeDialogs(studio.app, { save: join(folder, 'mix.wav'), button: 'Keep exporting' });
  await dialog.getByRole('button', { name: /^Export/ }).click();
  await expect.poll(() => readdirSync(folder).length).toBe(1);
  await close();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  expect(readdirSync(folder)).toHaveLength(1);
  await answerNativeDialogs(studio.app, { button: 'Stop and close' });
  const ended = new Promise((resolve) => studio.app.process().once('exit', resolve));
  await close();
  await ended;
  expect(readdirSync(folder)).toEqual([]);
});

test('what a kill leaves is gone after the next start', async ({ studio }) => {
  const far = scene([
    { id: 'A', clips: [{ sound: 'rain', start: 0, length: RATE }] },
    { id: 'B', clips: [{ sound: 'thud', start: 3600 * RATE, length: RATE }] },
  ]);
  writeProjectFile(studio.file('long.gmix'), far, harbourSounds);
  const page = await studio.start([studio.file('long.gmix')]);
  const folder = studio.file('killed');
  const dialog = await openDialog(page);
  await exportTo(studio.app, folder);
  await dialog.getByRole('button', { name: /^Export/ }).click();
  await expect.poll(() => readdirSync(folder).length).toBe(1);
  await studio.kill();
  expect(readdirSync(folder)).toHaveLength(1);
  await studio.start();
  await expect.poll(() => readdirSync(folder)).toEqual([]);
});
