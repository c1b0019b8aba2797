import type { Track } from '../preload/contract/document';
import { effect } from './support/effects';
import { expect, RATE, test, type Timeline } from './support/timeline';

// The rack by keyboard, its presets and modulators, and what the mixer writes and renders.

const clips = [{ sound: 'noise', start: 0, length: 4 * RATE }];
const trackOf = async (timeline: Timeline, id: string): Promise<Track> =>
  (await timeline.document()).tracks.find((track) => track.id === id)!;
const types = async (timeline: Timeline): Promise<string[]> =>
  (await trackOf(timeline, 'a')).effects.map(({ type }) => type);

async function openRack(timeline: Timeline, effects: Track['effects'], played = clips): Promise<void> {
  await timeline.open([{ id: 'a', name: 'Rain', clips: played, effects }]);
  await timeline.page.getByRole('tab', { name: 'Effects', exact: true }).click();
  await timeline.page.locator('[data-track=a]').click({ position: { x: 60, y: 15 } });
}

test('effects are put in another order, and removed, with the keyboard', async ({ timeline }) => {
  await openRack(timeline, [effect('filter'), effect('compressor'), effect('gate')]);
  const title = timeline.page.getByRole('button', { name: /^Filter: drag/ });
  await title.focus();
  await timeline.press('Alt+ArrowRight');
  await expect.poll(() => types(timeline)).toEqual(['compressor', 'filter', 'gate']);
  // It keeps the focus: pressed again it goes on.
  await expect(title).toBeFocused();
  await timeline.press('Alt+ArrowRight');
  await expect.poll(() => types(timeline)).toEqual(['compressor', 'gate', 'filter']);
  await timeline.press('Alt+ArrowRight');
  expect(await types(timeline)).toEqual(['compressor', 'gate', 'filter']);
  await timeline.press('Delete');
  await expect.poll(() => types(timeline)).toEqual(['compressor', 'gate']);
  await timeline.press('Control+z');
  await timeline.press('Control+z');
  await timeline.press('Control+z');
  await expect.poll(() => types(timeline)).toEqual(['filter', 'compressor', 'gate']);
});

test('a preset is saved under a name, applied, and removed', async ({ timeline }) => {
  await openRack(timeline, [effect('compressor', { threshold: -41, ratio: 7 })]);
  const { page } = timeline;
  const presets = page.getByRole('button', { name: 'Presets of Compressor' });
  await presets.click();
  await page.getByRole('menuitem', { name: 'Save preset…' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the preset' });
  await name.fill('Squash');
  await name.press('Enter');
  await expect(name).toHaveCount(0);
  await presets.click();
  await page.getByRole('menuitem', { name: 'All to default' }).click();
  const params = async () => (await trackOf(timeline, 'a')).effects[0]!.params;
  expect(await params()).not.toMatchObject({ threshold: -41 });
  await presets.click();
  await page.getByRole('menuitem', { name: 'Squash' }).click();
  await expect.poll(params).toMatchObject({ threshold: -41, ratio: 7 });
  await presets.click();
  await page.getByRole('button', { name: 'Remove the preset Squash', includeHidden: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Squash' })).toHaveCount(0);
});

test('an LFO is added to a parameter, set, and bypassed', async ({ timeline }) => {
  await openRack(timeline, [effect('filter')]);
  const { page } = timeline;
  await page.getByRole('button', { name: 'Modulate' }).click();
  await page.getByRole('menuitem', { name: /^LFO/ }).click();
  const modulators = async () => (await trackOf(timeline, 'a')).modulators;
  await expect.poll(async () => (await modulators()).length).toBe(1);
  const [made] = await modulators();
  expect(made).toMatchObject({ type: 'lfo', depth: 0.25, bypassed: false });
  expect(made!.target).toMatch(/^effect:.+:/);
  await page.getByRole('combobox', { name: /^Shape of LFO/ }).click();
  await page.getByRole('option', { name: 'Square' }).click();
  await expect.poll(modulators).toMatchObject([{ params: { shape: 'square' } }]);
  const depth = page.getByRole('slider', { name: /^Depth of LFO/ });
  await depth.focus();
  await timeline.press('ArrowUp');
  await expect.poll(async () => (await modulators())[0]!.depth).toBeGreaterThan(0.25);
  await page.getByRole('button', { name: /^Bypass LFO/ }).click();
  await expect.poll(modulators).toMatchObject([{ bypassed: true }]);
});

test('in latch mode what is let go of is written on until playing stops', async ({ timeline }) => {
  await timeline.open([{ id: 'a', name: 'Rain', clips }]);
  const { page } = timeline;
  await page.getByRole('tab', { name: 'Mixer', exact: true }).click();
  await page.getByRole('radio', { name: 'Latch' }).click();
  await timeline.press('Home');
  await timeline.press('Space');
  await page.waitForTimeout(700);
  const box = (await page
    .locator('[data-strip=a]')
    .getByRole('slider', { name: 'Volume of Rain' })
    .boundingBox())!;
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 40, { steps: 5 });
  await page.mouse.up();
  // Nothing is held any more, and it is written on.
  await page.waitForTimeout(700);
  await timeline.press('Space');
  await expect.poll(async () => (await trackOf(timeline, 'a')).automation.length).toBe(1);
  const { points } = (await trackOf(timeline, 'a')).automation[0]!;
  expect(points[0]!.value).toBe(0);
  // In touch mode it would have gone back at once.
  const low = points.filter(({ value }) => value < -6);
  expect(low.at(-1)!.at - low[0]!.at).toBeGreaterThan(RATE / 2);
  await page.getByRole('radio', { name: 'Read' }).click();
});

test('a track is bounced into a clip on a track of its own', async ({ timeline }) => {
  await timeline.open([{ id: 'a', name: 'Rain', clips, effects: [effect('filter')] }]);
  const { page } = timeline;
  await page.getByRole('tab', { name: 'Mixer', exact: true }).click();
  await page.locator('[data-strip=a]').click({ button: 'right', position: { x: 8, y: 8 } });
  await page.getByRole('menuitem', { name: /^Bounce/ }).click();
  await expect.poll(async () => (await timeline.document()).tracks.length).toBe(2);
  const { tracks, clips: all, sounds } = await timeline.document();
  const bounced = Object.values(all).find(({ trackId }) => trackId !== 'a')!;
  expect(tracks.some(({ id }) => id === bounced.trackId)).toBe(true);
  expect(bounced).toMatchObject({ start: 0 });
  expect(bounced.length).toBeGreaterThanOrEqual(4 * RATE);
  expect(sounds[bounced.soundId]).toMatchObject({ channels: 2, recipe: null });
  await timeline.press('Control+z');
  await expect.poll(async () => (await timeline.document()).tracks.length).toBe(1);
});

test('what turns down shows by how many dB while it plays, band for band, and nothing when it is bypassed', async ({
  timeline,
}) => {
  const minute = Array.from({ length: 15 }, (_, i) => ({ ...clips[0]!, start: 4 * i * RATE }));
  await openRack(
    timeline,
    [
      effect('compressor', { threshold: -50, ratio: 20, attack: 1 }),
      effect('multiband-compressor', { lowThreshold: -60, midThreshold: -60, highThreshold: -60 }),
      effect('filter'),
    ],
    minute,
  );
  const { page } = timeline;
  const meters = page.getByRole('meter', { name: /^Gain reduction of/ });
  await expect(meters).toHaveCount(2);
  const compressor = page.getByRole('meter', { name: 'Gain reduction of Compressor' });
  const shown = async (): Promise<number> => Number(await compressor.getAttribute('aria-valuenow'));
  await expect.poll(shown).toBe(0);
  await timeline.press('Space');
  await expect.poll(shown).toBeGreaterThan(3);
  await expect(compressor).toHaveAttribute('aria-valuetext', /^\d+\.\d dB$/);
  await expect(page.getByRole('meter', { name: 'Gain reduction of Multiband compressor' })).toHaveAttribute(
    'aria-valuetext',
    /^Low \d+\.\d dB, Mid \d+\.\d dB, High \d+\.\d dB$/,
  );
  await page.getByRole('button', { name: 'Bypass Compressor', exact: true }).click();
  await expect.poll(shown).toBe(0);
  await page.getByRole('button', { name: 'Bypass Compressor', exact: true }).click();
  await timeline.press('Home');
  await expect.poll(shown).toBeGreaterThan(3);
  await timeline.press('Space');
  await expect.poll(shown).toBe(0);
});
