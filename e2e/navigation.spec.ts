import { existsSync } from 'node:fs';
import { answerNativeDialogs } from './support/native-dialogs';
import { expect, RATE, test } from './support/timeline';

const at = (seconds: number): number => seconds * RATE;
const tracks = [
  {
    id: 'a',
    clips: [
      { sound: 'noise', start: at(1), length: at(2) },
      { sound: 'noise', start: at(6), length: at(2) },
    ],
  },
  { id: 'b', clips: [{ sound: 'noise', start: at(3), length: at(1) }] },
  { id: 'c' },
];
const playhead = (text: string | null): number => {
  const [hours = 0, minutes = 0, seconds = 0] = (text ?? '').split(/[: ]/).map(parseFloat);
  return hours * 3600 + minutes * 60 + seconds;
};

test('zooms at the pointer, to the selection, to everything and back; none of it is an undo step', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const place = await timeline.at('a', 2);
  const before = await timeline.look();
  await page.mouse.move(place.x, place.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await expect
    .poll(async () => (await timeline.look()).pixelsPerSecond)
    .toBeCloseTo(before.pixelsPerSecond * 2, 3);
  expect((await timeline.at('a', 2)).x).toBeCloseTo(place.x, 0);

  await timeline.click(await timeline.on('a-0'));
  await timeline.press('z');
  const lane = (await timeline.lane('a').boundingBox())!;
  await expect.poll(() => timeline.pixels(2)).toBeGreaterThan(lane.width * 0.8);
  await timeline.press('f');
  await expect.poll(() => timeline.pixels(8)).toBeLessThan(lane.width);
  await timeline.press('Shift+z');
  await expect.poll(() => timeline.pixels(2)).toBeGreaterThan(lane.width * 0.8);
  const after = await timeline.look();
  expect(after.selectedClipIds).toEqual(['a-0']);
  expect([after.applied, after.dirty]).toEqual([before.applied, false]);
  await timeline.press('f');
});

test('a project opens where it was left, and one that is new here at its start', async ({ timeline }) => {
  await timeline.open(tracks);
  const first = (await timeline.document()).id;
  await timeline.click(await timeline.on('a-0'));
  await timeline.press('z');
  await expect.poll(async () => (await timeline.look()).scrollSeconds).toBeGreaterThan(0);
  const left = await timeline.look();
  await timeline.open(tracks);
  expect(await timeline.look()).toMatchObject({ pixelsPerSecond: 60, scrollSeconds: 0, selectedClipIds: [] });
  await answerNativeDialogs(timeline.studio.app, { open: timeline.studio.file(`${first}.gmix`) });
  await timeline.press('Control+o');
  await expect.poll(async () => (await timeline.document()).id).toBe(first);
  const { pixelsPerSecond, scrollSeconds } = await timeline.look();
  expect({ pixelsPerSecond, scrollSeconds }).toEqual({
    pixelsPerSecond: left.pixelsPerSecond,
    scrollSeconds: left.scrollSeconds,
  });
});

test('a clip stays at its time when a screen reader wants all of it in sight', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [{ sound: 'noise', start: at(13), length: at(4) }] }]);
  await timeline.element('a-0').evaluate((element) => element.scrollIntoView({ inline: 'center' }));
  const { x } = (await timeline.element('a-0').boundingBox())!;
  expect(x).toBeCloseTo((await timeline.at('a', 13)).x, 0);
});

test('markers are made, named, walked to, moved and deleted with keys', async ({ timeline }) => {
  await timeline.open(tracks);
  const { page } = timeline;
  await timeline.playheadTo(2);
  await timeline.press('Control+m');
  await page.getByRole('textbox', { name: 'Name of the marker' }).fill('Door');
  await timeline.press('Enter');
  await timeline.playheadTo(4);
  await timeline.press('Control+m');
  await timeline.press('Enter');
  const flag = page.getByRole('button', { name: /^Marker Door, at/ });
  await flag.focus();
  await timeline.press('Alt+ArrowRight');
  await expect.poll(async () => (await timeline.document()).markers[0]!.at).toBeGreaterThan(at(2));
  await timeline.undo();
  await timeline.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Marker Marker, at|^Marker .*, at 0:04/ })).toBeFocused();
  await timeline.press('Delete');
  await expect
    .poll(async () => (await timeline.document()).markers.map(({ name }) => name))
    .toEqual(['Door']);
  await timeline.press('Home');
  await timeline.press(']');
  await expect(page.getByRole('timer', { name: 'Playhead' })).toContainText('0:00:02.000');
});

test('the history lists every step and jumps; the dirty mark goes when undo is back at what was saved', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  await timeline.click(await timeline.on('a-0'));
  for (const key of ['m', 'r', 'Shift+ArrowUp']) await timeline.press(key);
  await timeline.press('Control+s');
  await expect.poll(async () => (await timeline.look()).dirty).toBe(false);
  await timeline.press('Delete');
  expect((await timeline.look()).dirty).toBe(true);
  await timeline.press('Control+Shift+h');
  const steps = page.getByRole('region', { name: 'History' }).getByRole('option');
  await expect(steps).toHaveCount(5);
  await steps.nth(1).click();
  expect((await timeline.look()).applied).toBe(1);
  await steps.nth(3).click();
  expect(await timeline.look()).toMatchObject({ applied: 3, dirty: false });
  await timeline.press('End');
  await expect.poll(async () => (await timeline.look()).applied).toBe(4);
  await page.getByRole('button', { name: 'Close the history' }).click();
});

test('what drags snap to is chosen, and Shift bypasses all of it', async ({ timeline }) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const toEdge = async (held: ['Shift'] | [] = []): Promise<number> => {
    // 3 px beside the edge of b's clip at 3 s.
    await timeline.dragBy(await timeline.on('a-0'), (await timeline.pixels(2)) + 3, 0, { with: held });
    const { start } = await timeline.clip('a-0');
    await timeline.undo();
    return start;
  };
  expect(await toEdge()).toBe(at(3));
  expect(await toEdge(['Shift'])).not.toBe(at(3));
  await timeline.command('Snap to grid lines');
  await timeline.command('Snap to edges of clips');
  expect(await toEdge()).not.toBe(at(3));
  await timeline.command('Snap to edges of clips');
  expect(await toEdge()).toBe(at(3));
  await timeline.command('Snap to grid lines');
  await expect(page.getByRole('button', { name: /^Grid and snapping/ })).toBeVisible();
});

test('the shuttle runs forwards and back, and K stops it there; stop goes back to where playing began', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const clock = page.getByRole('timer', { name: 'Playhead' });
  const now = async (): Promise<number> => playhead(await clock.textContent());
  /** Where the clock stands once it runs no more: it is written less often than two looks are apart. */
  const shown = async (): Promise<number> => {
    let last = NaN;
    const stands = async (): Promise<boolean> => last === (last = await now());
    await expect.poll(stands, { intervals: [300] }).toBe(true);
    return last;
  };
  await timeline.playheadTo(3);
  const start = await shown();
  await timeline.press('l');
  await expect.poll(now).toBeGreaterThan(start + 0.3);
  await timeline.press('k');
  const stopped = await shown();
  expect(stopped).toBeGreaterThan(start);
  await timeline.press('j');
  await expect.poll(now).toBeLessThan(stopped - 0.3);
  await timeline.press('k');
  const from = await shown();
  await timeline.press('Space');
  await expect.poll(now).toBeGreaterThan(from + 0.2);
  await timeline.press('Shift+Space');
  await expect.poll(now).toBeCloseTo(from, 2);
  await timeline.press('Home');
  await timeline.press('Control+ArrowRight');
  await expect(clock).toContainText('0:00:01.000');
});

test('a command gets another key: asked about when it is taken, shown everywhere, kept, and reset', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const row = page.locator('[data-command="clip.reverse"]');
  const change = async (...keys: string[]): Promise<void> => {
    await timeline.press('F1');
    await page.getByRole('textbox', { name: 'Find a shortcut' }).fill('reverse');
    await row.getByRole('button', { name: /^Reverse: .*Change/ }).click();
    for (const key of keys) await timeline.press(key);
  };
  await change('s');
  await expect(row.getByRole('alert')).toContainText('Split at the playhead');
  await row.getByRole('button', { name: 'Replace' }).click();
  await expect(row.getByRole('button', { name: 'Reverse: S. Change' })).toBeVisible();
  await timeline.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Reverse', () => timeline.press('s'));
  await timeline.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('split at the playhead');
  await expect(page.getByRole('option', { name: /Split at the playhead/ }).locator('kbd')).toHaveCount(0);
  await timeline.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(existsSync(timeline.studio.file('user-data/settings.json'))).toBe(true);
  await timeline.press('F1');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await page.getByRole('textbox', { name: 'Find a shortcut' }).fill('reverse');
  await expect(row.getByRole('button', { name: 'Reverse: R. Change' })).toBeVisible();
  await timeline.press('Escape');
});

test('context menus open with the keyboard, offer the commands of the table, and give the focus back', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  await timeline.header('a').focus();
  await timeline.press('Enter');
  await expect(timeline.element('a-0')).toBeFocused();
  await timeline.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: /^Duplicate clips/ })).toBeVisible();
  await timeline.press('Escape');
  await expect(menu).toBeHidden();
  await expect(timeline.element('a-0')).toBeFocused();
  await timeline.press('Shift+ArrowRight');
  await expect(timeline.element('a-1')).toBeFocused();
  await timeline.header('a').focus();
  await timeline.press('ArrowDown');
  await expect(timeline.header('b')).toBeFocused();
  await timeline.press('Shift+F10');
  await expect(menu.getByRole('menuitem', { name: /^Duplicate track/ })).toBeVisible();
  await timeline.press('Escape');
});
