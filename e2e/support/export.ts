import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { effect } from './effects';
import { answerNativeDialogs } from './native-dialogs';
import { noise, RATE, scene, writeProjectFile } from './project-file';
import { expect, type Studio } from './studio';

// The export dialog as a person works it, and what its files are compared by.

export const harbourSounds = { rain: [noise(4 * RATE, 1), noise(4 * RATE, 2)], thud: [noise(RATE, 5, 0.6)] };
export const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/** Two tracks in a group, one outside with a send, a return with an echo, two regions, a loop. */
export const harbour = scene(
  [
    { id: 'Bed', kind: 'group', volumeDb: -3 },
    {
      id: 'Rain',
      groupId: 'Bed',
      pan: -0.4,
      effects: [effect('eq3')],
      clips: [{ sound: 'rain', start: 0, length: 4 * RATE, name: 'Rain' }],
    },
    {
      id: 'Wind',
      groupId: 'Bed',
      volumeDb: -6,
      sends: [{ id: 's1', returnId: 'Echo', levelDb: -10, pre: false, muted: false }],
      clips: [{ sound: 'rain', start: RATE, length: 2 * RATE, name: 'Wind' }],
    },
    {
      id: 'Door',
      volumeDb: -2,
      effects: [effect('compressor')],
      sends: [{ id: 's2', returnId: 'Echo', levelDb: -6, pre: false, muted: false }],
      clips: [
        { sound: 'thud', start: 0.5 * RATE, length: RATE, name: 'Thud' },
        { sound: 'thud', start: 3 * RATE, length: 0.5 * RATE, name: 'Thud' },
      ],
    },
    { id: 'Echo', kind: 'return', effects: [effect('feedback-delay')] },
  ],
  {
    loop: { start: RATE, end: 2 * RATE, enabled: true },
    markers: [
      { id: 'm1', name: 'Opening', at: 0, length: RATE, colour: null },
      { id: 'm2', name: 'Cut', at: 1.5 * RATE, length: 0, colour: null },
      { id: 'm3', name: 'Storm', at: 2 * RATE, length: 1.5 * RATE, colour: null },
    ],
  },
);

export async function openHarbour(studio: Studio): Promise<Page> {
  writeProjectFile(studio.file('harbour.gmix'), harbour, harbourSounds);
  const page = await studio.start([studio.file('harbour.gmix')]);
  await expect(page.locator('[data-clip]').first()).toBeVisible();
  return page;
}

export async function openDialog(page: Page): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

export async function pick(page: Page, dialog: Locator, label: string, option: string): Promise<void> {
  await dialog.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

export const press = (dialog: Locator, name: string): Promise<void> =>
  dialog.getByRole('button', { name, exact: true }).click();

/** Presses Export and waits until the files are there. */
export async function run(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: /^Export/ }).click();
  await expect(dialog.getByTestId('export-result')).toBeVisible({ timeout: 180_000 });
}

/** The native dialogs choose this folder for several files, and this name in it for one. */
export async function exportTo(app: ElectronApplication, folder: string, file = 'mix.wav'): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await answerNativeDialogs(app, { save: join(folder, file), open: folder });
}

/** Any file's samples by Chromium's own decoders, at 48 kHz. */
export async function decoded(page: Page, path: string): Promise<Float32Array[]> {
  const bytes = [...readFileSync(path)];
  const channels = await page.evaluate(async (file) => {
    const context = new OfflineAudioContext(2, 1, 48_000);
    const buffer = await context.decodeAudioData(Uint8Array.from(file).buffer);
    return Array.from({ length: buffer.numberOfChannels }, (_, index) => [...buffer.getChannelData(index)]);
  }, bytes);
  return channels.map((channel) => Float32Array.from(channel));
}

/** Integrated loudness by ffmpeg's EBU R 128 meter, in LUFS; null where there is no ffmpeg. */
export function measuredLoudness(file: string): number | null {
  if (!onPath('ffmpeg')) return null;
  const command = 'ffmpeg -hide_banner -nostats -i "$0" -af ebur128=peak=true -f null - 2>&1';
  const told = execFileSync('bash', ['-c', command, file]).toString();
  return Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(told)?.[1]);
}

export const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

export const decibels = (power: number): number => 10 * Math.log10(Math.max(power, 1e-20));
export const powerOf = (samples: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! ** 2;
  return sum / Math.max(1, samples.length);
};
/** Level of what two signals differ by, in dBFS; the shorter counts as followed by silence. */
export function differenceDb(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.max(a.length, b.length);
  return decibels(powerOf(Float64Array.from({ length }, (_, i) => (a[i] ?? 0) - (b[i] ?? 0))));
}
