import type { Locator, Page } from '@playwright/test';
import { expect } from './studio';

// What a person does in the window, by the names that a screen reader would read out.

/** Types a value into one of the studio's number fields. */
export async function typeValue(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('spinbutton', { name: label, exact: true }).press('Enter');
  const field = page.getByRole('textbox', { name: label, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

/** Types a prompt and presses Enter; waits until every take is there. Typing a seed locks it. */
export async function generate(
  page: Page,
  prompt: string,
  { takes, seconds, seed }: { takes: number; seconds: number; seed: number },
): Promise<void> {
  await typeValue(page, 'Length in seconds', String(seconds));
  await typeValue(page, 'Number of takes', String(takes));
  const seedField = page.getByLabel('Seed', { exact: true });
  await seedField.fill(String(seed));
  await seedField.press('Enter');
  await page.getByLabel('Prompt', { exact: true }).fill(prompt);
  await page.getByLabel('Prompt', { exact: true }).press('Enter');
  await expect(takesOf(page, prompt)).toHaveCount(takes, { timeout: 180_000 });
}

/** The waveform buttons of a prompt's takes. */
export const takesOf = (page: Page, prompt: string): Locator =>
  page.getByRole('region', { name: `Takes of ${prompt}` }).getByRole('button', { name: /^Take \d: / });

export const placeTake = (page: Page, prompt: string, take: number): Promise<void> =>
  page
    .getByRole('region', { name: `Takes of ${prompt}` })
    .getByRole('button', { name: `Place take ${take} at the playhead` })
    .click();

/** The clips in sight on the timeline. */
export const clips = (page: Page): Locator => page.locator('[data-clip]');

export const tracks = (page: Page): Locator => page.locator('[data-track]');

/** An empty project in place of whatever is open; what is open must have nothing unsaved. */
export async function newProject(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByRole('button', { name: /^Project Untitled/ })).toBeVisible();
  await expect(clips(page)).toHaveCount(0);
}

/**
 * How much light a canvas shows: the sum over all its pixels of their brightest channel. A meter at rest shows the same
 * amount in every frame; a moving one does not.
 */
export const lightOf = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('That is no canvas.');
    const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? [];
    let light = 0;
    for (let i = 0; i < pixels.length; i += 4) light += Math.max(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
    return light;
  });

/** Opens the export dialog, chooses the format, and waits until the file is there. */
export async function exportMix(
  page: Page,
  { bits, rate }: { bits: '16-bit' | '24-bit' | '32-bit float'; rate: '44.1 kHz' | '48 kHz' | '96 kHz' },
): Promise<void> {
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await dialog.getByRole('button', { name: bits, exact: true }).click();
  await dialog.getByRole('button', { name: rate, exact: true }).click();
  await dialog.getByRole('button', { name: /^Export/ }).click();
  await expect(dialog.getByTestId('export-result')).toBeVisible({ timeout: 180_000 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
}
