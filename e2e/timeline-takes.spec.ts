import { generate, placeTake } from './support/actions';
import { expect, RATE, test } from './support/timeline';

const rain = 'heavy rain on a tin roof';

test('a clip is made anew in place, and its takes are switched with keys', async ({ timeline }) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a' }], { sounds: {} });
  await generate(page, rain, { takes: 1, seconds: 1.5, seed: 7 });
  await placeTake(page, rain, 1);
  const id = Object.keys((await timeline.document()).clips)[0]!;
  await timeline.dragBy(await timeline.on(id), await timeline.pixels(2));
  const fade = (await timeline.handle(id, 'fade-in').boundingBox())!;
  await timeline.dragBy({ x: fade.x + 12, y: fade.y + 12 }, await timeline.pixels(0.5));
  const before = await timeline.clip(id);
  expect(before.fadeIn.length).toBeGreaterThan(0);

  await timeline.oneStep('Regenerate', async () => {
    await timeline.press('Alt+g');
    await expect
      .poll(async () => (await timeline.clip(id)).soundId, { timeout: 180_000 })
      .not.toBe(before.soundId);
  });
  const after = await timeline.clip(id);
  expect(after).toEqual({ ...before, soundId: after.soundId, takes: [before.soundId, after.soundId] });
  const { sounds } = await timeline.document();
  expect(sounds[after.soundId]!.recipe).toMatchObject({ prompt: rain, duration: 1.5 });
  expect(sounds[after.soundId]!.recipe!.seed).not.toBe(7);
  await expect(timeline.element(id).locator('.clip-take')).toHaveText('2/2');

  await timeline.click(await timeline.on(id, 'middle', 0.8));
  await timeline.oneStep('Previous take', () => timeline.press('Alt+PageUp'));
  expect((await timeline.clip(id)).soundId).toBe(before.soundId);
  await expect(timeline.element(id)).toHaveAccessibleName(/seed 7/);
});

test('with a locked seed only the length changes: the same seed, longer, in the same place', async ({
  timeline,
}) => {
  const { page } = timeline;
  const [id] = Object.keys((await timeline.document()).clips);
  const before = await timeline.clip(id!);
  await timeline.element(id!).locator('.clip-take').click();
  const dialog = page.getByRole('dialog', { name: 'Properties of the clip' });
  await dialog.getByRole('button', { name: 'Lock the seed' }).click();
  expect((await timeline.clip(id!)).seedLocked).toBe(true);
  await dialog.getByRole('textbox', { name: 'Length to make, in seconds' }).fill('2.5');
  await dialog.getByRole('button', { name: 'Regenerate' }).click();
  await expect.poll(async () => (await timeline.clip(id!)).takes.length, { timeout: 180_000 }).toBe(3);
  const after = await timeline.clip(id!);
  const { sounds } = await timeline.document();
  expect(sounds[after.soundId]!.recipe).toMatchObject({ prompt: rain, seed: 7, duration: 2.5 });
  expect(after).toMatchObject({ start: before.start, fadeIn: before.fadeIn });
  expect(Math.abs(after.length - 2.5 * RATE)).toBeLessThan(0.06 * RATE);
  await dialog.getByRole('radio', { name: /^Take 1/ }).click();
  expect((await timeline.clip(id!)).soundId).toBe(before.soundId);
  await dialog.getByRole('button', { name: 'Remove take 2' }).click();
  expect((await timeline.clip(id!)).takes).toHaveLength(2);
  await timeline.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a take placed while time is selected fills it, over and over', async ({ timeline }) => {
  await timeline.open([{ id: 'a' }, { id: 'b' }], { sounds: {} });
  await generate(timeline.page, 'steady wind', { takes: 1, seconds: 1, seed: 3 });
  await timeline.selectTime({ track: 'b', at: 2 }, { track: 'b', at: 7 });
  await timeline.oneStep('Fill the time selection', () => placeTake(timeline.page, 'steady wind', 1));
  expect(await timeline.spans('b')).toEqual([[2, 7]]);
  const [clip] = await timeline.clipsOf('b');
  expect(clip!.loop).toMatchObject({ start: 0 });
});

test('clips are found by words of name, prompt and seed', async ({ timeline }) => {
  const { page } = timeline;
  await timeline.open(
    [
      {
        id: 'a',
        clips: [
          { sound: 'rain', start: 0, length: RATE, name: 'Roof' },
          { sound: 'door', start: 40 * RATE, length: RATE },
        ],
      },
      { id: 'b', clips: [{ sound: 'rain', start: 3 * RATE, length: RATE }] },
    ],
    { sounds: { rain: [new Float32Array(RATE)], door: [new Float32Array(RATE)] } },
  );
  await timeline.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Words of name, prompt, seed or model' });
  const status = page.getByRole('search').getByRole('status');
  await field.fill('sound rain');
  await expect(status).toHaveText('2');
  await field.fill('sound of rain roof');
  await expect(status).toHaveText('1');
  await field.press('Enter');
  expect((await timeline.look()).selectedClipIds).toEqual(['a-0']);
  await field.fill('101');
  await expect(status).toHaveText('1');
  await field.press('Enter');
  expect((await timeline.look()).selectedClipIds).toEqual(['a-1']);
  await expect(timeline.element('a-1')).toBeInViewport();
  await field.fill('rain');
  await page.getByRole('search').getByRole('button', { name: 'Select all' }).click();
  expect([...(await timeline.look()).selectedClipIds].sort()).toEqual(['a-0', 'b-0']);
  // Asked for once more, it takes other words.
  await timeline.lane('b').click({ position: { x: 4, y: 4 } });
  await timeline.press('Control+f');
  await expect(field).toBeFocused();
  await page.keyboard.type('roof');
  await expect(status).toHaveText('1');
  await field.press('Enter');
  // The focus goes to what was found, wherever in the search Escape is pressed.
  await page.getByRole('search').getByRole('button', { name: 'Next found clip' }).focus();
  await timeline.press('Escape');
  await expect(page.getByRole('search')).toBeHidden();
  await expect(timeline.element('a-0')).toBeFocused();
  await timeline.press('Control+f');
  await timeline.press('Escape');
  await expect(timeline.element('a-0')).toBeFocused();
  expect((await timeline.look()).applied).toBe(0);
});
