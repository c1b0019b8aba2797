import { expect, RATE, test, type Timeline } from './support/timeline';
import { picturePath } from './support/studio';

const at = (seconds: number): number => seconds * RATE;
const clip = (start: number, length: number) => ({ sound: 'noise', start: at(start), length: at(length) });

async function rightClick(timeline: Timeline, clipId: string): Promise<void> {
  const { x, y } = await timeline.on(clipId, 'middle', 0.8);
  await timeline.page.mouse.click(x, y, { button: 'right' });
}

test('what can be done to clips stands in menus beside the menu, for pointer and keys', async ({
  timeline,
}) => {
  await timeline.open([{ id: 'a', clips: [clip(1, 2)] }]);
  const { page } = timeline;
  await rightClick(timeline, 'a-0');
  await page.getByRole('menuitem', { name: 'Pitch and time' }).hover();
  const time = page.getByRole('menu', { name: 'Pitch and time' });
  await expect(time).toBeVisible();
  await page.screenshot({ path: picturePath('clip-menu') });
  // Pointing at another entry opens its menu in place of this one.
  await page.getByRole('menuitem', { name: 'Gain and fades' }).hover();
  await expect(time).toBeHidden();
  await expect(page.getByRole('menuitem', { name: /^Normalise loudness/ })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Pitch and time' }).hover();
  await timeline.oneStep('Reverse', () => time.getByRole('menuitem', { name: /^Reverse/ }).click());
  expect((await timeline.clip('a-0')).reversed).toBe(true);
  await expect(page.getByRole('menu')).toHaveCount(0);

  await timeline.element('a-0').focus();
  await timeline.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Arrange' }).focus();
  await timeline.press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: /^Repeat clips/ })).toBeFocused();
  await timeline.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^Scatter copies/ })).toBeFocused();
  await timeline.press('ArrowLeft');
  await expect(page.getByRole('menuitem', { name: 'Arrange' })).toBeFocused();
  await expect(page.getByRole('menuitem', { name: /^Scatter copies/ })).toBeHidden();
  await timeline.press('Escape');
  await expect(timeline.element('a-0')).toBeFocused();
});

test('arrow keys walk along the colours of a menu, and up and down out of them', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [clip(1, 2)] }]);
  const { page } = timeline;
  await timeline.element('a-0').focus();
  await timeline.click(await timeline.on('a-0', 'middle', 0.8));
  await timeline.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Cut/ })).toBeFocused();
  // Up from the first entry is the last: the colours.
  await timeline.press('ArrowUp');
  const colours = page.getByRole('group', { name: 'Colour' }).getByRole('menuitem');
  await expect(colours.nth(0)).toBeFocused();
  await timeline.press('ArrowRight');
  await timeline.press('ArrowRight');
  await expect(colours.nth(2)).toBeFocused();
  await timeline.press('ArrowLeft');
  await expect(colours.nth(1)).toBeFocused();
  await timeline.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'Arrange' })).toBeFocused();
  await timeline.press('ArrowDown');
  await timeline.press('ArrowLeft');
  // Round to the last one: the track's own colour.
  await expect(page.getByRole('menuitem', { name: "The track's colour" })).toBeFocused();
  await timeline.press('ArrowRight');
  const colour = (await colours.nth(0).getAttribute('aria-label'))!.replace('Colour ', '');
  await timeline.oneStep('Clip colour', () => timeline.press('Enter'));
  expect((await timeline.clip('a-0')).colour).toBe(colour);
});

test('copies are scattered over a stretch of time in one step, the same for the same seed', async ({
  timeline,
}) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a', clips: [clip(1, 0.5)] }]);
  await timeline.click(await timeline.on('a-0'));
  const scatter = async (seed: string): Promise<void> => {
    await timeline.press('Alt+s');
    const dialog = page.getByRole('dialog', { name: 'Scatter copies' });
    await dialog.getByLabel('From, s').fill('2');
    await dialog.getByLabel('Length, s').fill('12');
    await dialog.getByLabel('Copies a minute').fill('40');
    await dialog.getByLabel('Least gap, s').fill('0.25');
    await dialog.getByLabel('Gain varies by ± dB').fill('6');
    await dialog.getByLabel('Pitch varies by ± semitones').fill('2');
    await dialog.getByLabel('Seed', { exact: true }).fill(seed);
    await page.screenshot({ path: picturePath('scatter') });
    await dialog.getByRole('button', { name: 'Scatter', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  const copies = async () =>
    (await timeline.clipsOf('a')).slice(1).map(({ start, gainDb, pitch }) => ({ start, gainDb, pitch }));
  await timeline.oneStep('Scatter 8 copies', () => scatter('5'));
  const first = await copies();
  expect(first).toHaveLength(8);
  first.forEach(({ start, gainDb, pitch }, index) => {
    expect(start).toBeGreaterThanOrEqual(at(2));
    expect(start + at(0.5)).toBeLessThanOrEqual(at(14) + 1);
    if (index > 0) expect(start - first[index - 1]!.start).toBeGreaterThanOrEqual(at(0.75) - 1);
    expect(Math.abs(gainDb)).toBeLessThanOrEqual(6);
    expect(Math.abs(pitch)).toBeLessThanOrEqual(2);
  });
  expect(new Set(first.map(({ gainDb }) => gainDb)).size).toBeGreaterThan(3);
  await timeline.undo();
  await timeline.click(await timeline.on('a-0'));
  await scatter('5');
  await expect.poll(copies).toEqual(first);
  await timeline.undo();
  await timeline.click(await timeline.on('a-0'));
  await scatter('6');
  await expect.poll(async () => (await copies()).length).toBe(8);
  expect(await copies()).not.toEqual(first);
});

test('a time selection is filled with a sound made for it, of its length and in its place', async ({
  timeline,
}) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a' }, { id: 'b' }], { sounds: {} });
  await timeline.press('/');
  await page.getByLabel('Prompt', { exact: true }).fill('a distant waterfall');
  await page.getByLabel('Prompt', { exact: true }).blur();
  await timeline.selectTime({ track: 'b', at: 1 }, { track: 'b', at: 3 });
  const made = async (): Promise<number> => (await timeline.clipsOf('b')).length;
  await timeline.oneStep('Fill with a new sound', async () => {
    await timeline.press('Alt+Shift+f');
    await expect.poll(made, { timeout: 180_000 }).toBe(1);
  });
  expect(await timeline.spans('b')).toEqual([[1, 3]]);
  const [filled] = await timeline.clipsOf('b');
  expect((await timeline.document()).sounds[filled!.soundId]!.recipe).toMatchObject({
    prompt: 'a distant waterfall',
    duration: 2,
    loop: false,
  });
  expect((await timeline.look()).selectedClipIds).toEqual([filled!.id]);

  // The prompt of what lies there goes before the field's; a texture is made without a beginning and an end.
  await page.getByLabel('Prompt', { exact: true }).fill('something else');
  await page.getByLabel('Prompt', { exact: true }).blur();
  await timeline.selectTime({ track: 'b', at: 2 }, { track: 'b', at: 5 });
  await timeline.oneStep('Fill with a new texture', async () => {
    await timeline.command('Fill the time selection with a new seamless texture');
    await expect.poll(made, { timeout: 180_000 }).toBeGreaterThan(1);
  });
  const texture = (await timeline.clipsOf('b')).find(({ start }) => start === at(2))!;
  expect([texture.start, texture.length]).toEqual([at(2), at(3)]);
  expect((await timeline.document()).sounds[texture.soundId]!.recipe).toMatchObject({
    prompt: 'a distant waterfall',
    duration: 3,
    loop: true,
  });
});

test('clips of a frozen track keep as they are under all keys, and the notice offers to unfreeze', async ({
  timeline,
}) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a', name: 'Rain', clips: [clip(1, 2)] }]);
  await timeline.header('a').click({ button: 'right', position: { x: 60, y: 12 } });
  await page.getByRole('menuitem', { name: 'Freeze track' }).click();
  await expect.poll(async () => (await timeline.document()).tracks[0]!.frozen).not.toBeNull();
  await timeline.noStep(async () => {
    await timeline.press('Control+a');
    for (const key of ['m', 'Shift+ArrowUp', 'Alt+ArrowRight', 'r', 'Delete', 'Control+a', 'Control+d']) {
      await timeline.press(key);
    }
  });
  const notice = page.getByText(
    '“Rain” is frozen: what is done to its clips and effects would not be heard.',
  );
  await expect(notice).toBeVisible();
  await page.screenshot({ path: picturePath('frozen-notice') });
  await page.getByRole('button', { name: 'Unfreeze', exact: true }).click();
  await expect.poll(async () => (await timeline.document()).tracks[0]!.frozen).toBeNull();
  await timeline.press('Control+a');
  await timeline.oneStep('Mute clips', () => timeline.press('m'));
});
