import type { Locator } from '@playwright/test';
import type { Automation, Track } from '../preload/contract/document';
import { effect } from './support/effects';
import { typeValue } from './support/actions';
import { expect, RATE, test, type Timeline } from './support/timeline';

// The mixer and the rack in the running studio, with the mouse and the keyboard of a person.

const clips = [{ sound: 'noise', start: 0, length: 4 * RATE }];
const lane = (target: string, points: [number, number][]): Automation => ({
  id: `lane-${target}`,
  target,
  points: points.map(([seconds, value]) => ({ at: seconds * RATE, value, bend: 0 })),
  bypassed: false,
  shown: true,
});
const trackOf = async (timeline: Timeline, id: string): Promise<Track> =>
  (await timeline.document()).tracks.find((track) => track.id === id)!;
const show = (timeline: Timeline, tab: 'Effects' | 'Mixer' | 'Meters'): Promise<void> =>
  timeline.page.getByRole('tab', { name: tab, exact: true }).click();
const centre = async (locator: Locator): Promise<{ x: number; y: number }> => {
  const box = (await locator.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
async function dragBy(timeline: Timeline, locator: Locator, dx: number, dy: number): Promise<void> {
  const { mouse } = timeline.page;
  const from = await centre(locator);
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(from.x + dx / 2, from.y + dy / 2, { steps: 3 });
  await mouse.move(from.x + dx, from.y + dy, { steps: 3 });
  await mouse.up();
}

test('a fader is dragged, turned with the wheel, typed and reset, each in one step', async ({ timeline }) => {
  await timeline.open([{ id: 'a', name: 'Rain', clips }]);
  await show(timeline, 'Mixer');
  const { page } = timeline;
  const fader = page
    .getByRole('group', { name: 'Track 1, Rain' })
    .last()
    .getByRole('slider', { name: 'Volume of Rain' });
  const volume = async (): Promise<number> => (await trackOf(timeline, 'a')).volumeDb;

  await dragBy(timeline, fader, 0, 40);
  const dragged = await volume();
  expect(dragged).toBeLessThan(-6);
  await timeline.press('Control+z');
  expect(await volume()).toBe(0);

  const place = await centre(fader);
  await page.mouse.move(place.x, place.y);
  for (let notch = 0; notch < 3; notch += 1) await page.mouse.wheel(0, 100);
  await expect.poll(volume).toBeLessThan(-1);
  const history = page.getByRole('button', { name: /^Undo/ });
  await expect(history).toBeEnabled();
  // The wheel comes to rest, and then it was one step.
  await page.waitForTimeout(700);
  await timeline.press('Control+z');
  expect(await volume()).toBe(0);

  await typeValue(page, 'Volume of Rain, value', '-12,5');
  expect(await volume()).toBe(-12.5);
  await fader.click({ modifiers: ['Control'] });
  expect(await volume()).toBe(0);
  await typeValue(page, 'Volume of Rain, value', '-inf');
  expect(await volume()).toBe(-72);
  await fader.dblclick();
  expect(await volume()).toBe(0);
});

test('strips route: exclusive solo, phase, a send before the fader to a new return', async ({ timeline }) => {
  await timeline.open([
    { id: 'a', name: 'Rain', clips },
    { id: 'b', name: 'Wind', clips, soloed: true },
  ]);
  await show(timeline, 'Mixer');
  const { page } = timeline;
  const strip = page.locator('[data-strip=a]');
  await strip.getByRole('button', { name: /^Solo Rain/ }).click({ modifiers: ['Alt'] });
  const soloed = async (): Promise<string[]> =>
    (await timeline.document()).tracks.filter((track) => track.soloed).map(({ id }) => id);
  expect(await soloed()).toEqual(['a']);
  await page.getByRole('button', { name: 'End solos' }).click();
  expect(await soloed()).toEqual([]);
  await strip.getByRole('button', { name: 'Invert phase of Rain' }).click();
  expect((await trackOf(timeline, 'a')).phaseInverted).toBe(true);

  await strip.getByRole('button', { name: 'Add send to Rain' }).click();
  await page.getByRole('menuitem', { name: 'New return' }).click();
  await strip.getByRole('button', { name: 'Send of Rain to Return A, options' }).click();
  await page.getByRole('menuitem', { name: 'Take before the fader' }).click();
  expect((await trackOf(timeline, 'a')).sends).toMatchObject([{ pre: true, levelDb: -12 }]);
  await expect(page.getByRole('group', { name: 'Return 3, Return A' }).last()).toBeVisible();
});

test('inserts are added in the strip, and dragged to another one', async ({ timeline }) => {
  await timeline.open([
    { id: 'a', name: 'Rain', clips, effects: [effect('filter')] },
    { id: 'b', name: 'Wind', clips },
  ]);
  await show(timeline, 'Mixer');
  const { page } = timeline;
  const racks = async (): Promise<string[][]> =>
    (await timeline.document()).tracks.map(({ effects }) => effects.map(({ type }) => type));
  await page.getByRole('button', { name: 'Add effect to Rain' }).click();
  await page.getByRole('menuitem', { name: /^Compressor/ }).click();
  expect(await racks()).toEqual([['filter', 'compressor'], []]);
  const row = await centre(page.locator('[data-strip=a]').getByTitle('Compressor: show it in the rack'));
  const inserts = page.getByRole('group', { name: 'Inserts of Wind' });
  const wind = await centre(inserts);
  await page.mouse.move(row.x, row.y);
  await page.mouse.down();
  await page.mouse.move(row.x + 12, row.y + 4, { steps: 4 });
  // Where it would go is shown once the browser has said that it is there, which it does as the pointer moves.
  await expect(async () => {
    await page.mouse.move(wind.x - 4, wind.y - 4, { steps: 4 });
    await page.mouse.move(wind.x, wind.y, { steps: 2 });
    await expect(inserts).toHaveAttribute('data-drop-index', '0', { timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await page.mouse.up();
  await expect.poll(racks).toEqual([['filter'], ['compressor']]);
  await timeline.press('Control+z');
  await expect.poll(racks).toEqual([['filter', 'compressor'], []]);
});

test('a point of the parametric EQ is dragged, and its settings are compared', async ({ timeline }) => {
  await timeline.open([{ id: 'a', name: 'Rain', clips, effects: [effect('parametric-eq')] }]);
  await show(timeline, 'Effects');
  const { page } = timeline;
  await page.locator('[data-track=a]').click({ position: { x: 60, y: 15 } });
  const params = async (): Promise<Record<string, unknown>> =>
    (await trackOf(timeline, 'a')).effects[0]!.params;
  await dragBy(timeline, page.getByRole('slider', { name: 'Parametric EQ, Low mid bell' }), 60, -30);
  const moved = await params();
  expect(moved['lowMidGain']).toBeGreaterThan(6);
  expect(moved['lowMidFrequency']).toBeGreaterThan(600);

  await page.getByRole('button', { name: 'Compare Parametric EQ, settings A' }).click();
  await page.getByRole('slider', { name: 'Parametric EQ, Low mid bell' }).dblclick();
  expect((await params())['lowMidGain']).toBe(0);
  await page.getByRole('button', { name: 'Compare Parametric EQ, settings B' }).click();
  expect(await params()).toEqual(moved);

  await page.getByRole('button', { name: 'Chain', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Distant thunder/ }).click();
  await expect.poll(async () => (await trackOf(timeline, 'a')).effects.length).toBeGreaterThan(2);
});

test('in touch mode a held fader writes the lane it needs; in read mode it goes back', async ({
  timeline,
}) => {
  await timeline.open([
    { id: 'a', name: 'Rain', clips },
    { id: 'b', name: 'Wind', clips, automation: [lane('volume', [[0, -12]])] },
  ]);
  await show(timeline, 'Mixer');
  const { page } = timeline;
  const wind = page.locator('[data-strip=b]').getByRole('slider', { name: 'Volume of Wind' });
  await expect(wind).toHaveAttribute('aria-valuenow', '-12');
  await dragBy(timeline, wind, 0, -20);
  await expect(wind).toHaveAttribute('aria-valuenow', '-12');
  expect(await trackOf(timeline, 'b')).toMatchObject({
    volumeDb: 0,
    automation: [{ points: [{ value: -12 }] }],
  });

  await page.getByRole('radio', { name: 'Touch' }).click();
  await timeline.press('Home');
  await timeline.press('Space');
  const fader = page.locator('[data-strip=a]').getByRole('slider', { name: 'Volume of Rain' });
  await page.waitForTimeout(1000);
  await dragBy(timeline, fader, 0, 40);
  await timeline.press('Space');
  const { volumeDb, automation } = await trackOf(timeline, 'a');
  expect(volumeDb).toBe(0);
  expect(automation).toMatchObject([{ target: 'volume', shown: true }]);
  const { points } = automation[0]!;
  expect(Math.min(...points.map(({ value }) => value))).toBeLessThan(-6);
  // Before and behind, the curve is where the fader stood.
  expect(points[0]!.value).toBe(0);
  expect(points.at(-1)!.value).toBe(0);
  await timeline.press('Control+z');
  expect((await trackOf(timeline, 'a')).automation).toEqual([]);
  await page.getByRole('radio', { name: 'Read' }).click();
});

test('a track is frozen and thawed; frozen it is saved and opened again', async ({ timeline }) => {
  await timeline.open([{ id: 'a', name: 'Rain', clips, effects: [effect('reverb')] }]);
  await show(timeline, 'Mixer');
  const { page } = timeline;
  const freeze = page.locator('[data-strip=a]').getByRole('button', { name: 'Freeze Rain' });
  await freeze.click();
  const frozen = async () => (await trackOf(timeline, 'a')).frozen;
  await expect.poll(frozen).not.toBeNull();
  const { soundId } = (await frozen())!;
  const { sounds } = await timeline.document();
  // The reverb rings out behind the clip's four seconds.
  expect(sounds[soundId]!.frames).toBeGreaterThan(4.2 * RATE);

  // An effect that is changed now would be seen and not heard.
  await expect(page.getByRole('button', { name: 'Add effect to Rain' })).toBeDisabled();
  await timeline.noStep(() => page.getByRole('button', { name: 'Reverb of Rain' }).click());
  const notice = page.getByText(
    '“Rain” is frozen: what is done to its clips and effects would not be heard.',
  );
  await expect(notice).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).last().click();
  await page.getByTitle('Reverb: show it in the rack').click();
  await expect(page.getByRole('button', { name: 'Unfreeze to edit' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add effect', exact: true })).toBeHidden();
  await show(timeline, 'Mixer');

  // Only the track needs its sound: the library shows it when it is asked to.
  await page.getByRole('tab', { name: 'Library' }).click();
  const listed = page.getByLabel('Sounds in the library').getByText('Rain (frozen)', { exact: true });
  const from = async (origin: string): Promise<void> => {
    await page.getByLabel('Where sounds come from').click({ force: true });
    await page.getByRole('option', { name: origin }).click();
  };
  await from('Frozen');
  await expect(listed).toBeVisible();
  await expect(page.getByLabel('Sounds in the library').getByRole('img', { name: 'Frozen' })).toBeVisible();
  await from('All');
  await expect(listed).toHaveCount(0);

  expect((await timeline.look()).dirty).toBe(true);
  await timeline.press('Control+s');
  await expect.poll(async () => (await timeline.look()).dirty).toBe(false);
  await timeline.press('Control+o');
  // History begins anew with the file.
  await expect.poll(async () => (await timeline.look()).applied).toBe(0);
  await expect.poll(frozen).toEqual({ soundId, start: 0 });
  await page.locator('[data-strip=a]').getByRole('button', { name: 'Unfreeze Rain' }).click();
  await expect.poll(frozen).toBeNull();
  await timeline.press('Control+z');
  await expect.poll(frozen).toEqual({ soundId, start: 0 });
});
