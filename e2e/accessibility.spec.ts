import { seriousFindings } from './support/axe';
import { dialogs, smallTargets } from './support/targets';
import { expect, RATE, test } from './support/timeline';

const tracks = [
  { id: 'a', clips: [{ sound: 'noise', start: RATE, length: 2 * RATE }] },
  { id: 'b', clips: [{ sound: 'noise', start: 3 * RATE, length: RATE }] },
];
const markers = [{ id: 'm', name: 'Door', at: RATE, length: 0, colour: null }];

test('axe finds nothing serious in the window, its panels, dialogs and menus', async ({ timeline }) => {
  await timeline.open(tracks, { change: { markers } });
  const { page } = timeline;
  expect(await seriousFindings(page)).toEqual([]);
  for (const tab of ['Mixer', 'Meters', 'Library']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    expect(await seriousFindings(page), tab).toEqual([]);
  }
  for (const [key, name] of dialogs) {
    await timeline.press(key);
    await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible();
    expect(await seriousFindings(page), name).toEqual([]);
    await timeline.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await timeline.press('Control+Shift+h');
  expect(await seriousFindings(page), 'history').toEqual([]);
  await timeline.press('Control+Shift+h');
  await page.mouse.click((await timeline.on('a-0')).x, (await timeline.on('a-0')).y, { button: 'right' });
  expect(await seriousFindings(page), 'menu of a clip').toEqual([]);
  await timeline.press('Escape');
});

test('controls are at least 24 px, in the window and in the sheet', async ({ timeline }) => {
  await timeline.open(tracks);
  const { page } = timeline;
  expect(await smallTargets(page)).toEqual([]);
  await timeline.press('F1');
  expect(await smallTargets(page)).toEqual([]);
  await timeline.press('Escape');
});

test('dialogs keep the focus while they are open, and give it back', async ({ timeline }) => {
  await timeline.open(tracks);
  const { page } = timeline;
  await timeline.header('a').focus();
  for (const [key, name] of [
    ['F1', 'Keyboard shortcuts'],
    ['Control+k', 'Find a command'],
    ['Control+,', 'Settings'],
  ] as const) {
    await timeline.press(key);
    const dialog = page.getByRole('dialog', { name, exact: true });
    for (let step = 0; step < 4; step++) {
      await timeline.press(step % 2 === 0 ? 'Tab' : 'Shift+Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await timeline.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(timeline.header('a')).toBeFocused();
  }
});

test('the focus is seen wherever Tab takes it, and Tab stops once at all headers', async ({ timeline }) => {
  await timeline.open(Array.from({ length: 12 }, (_, index) => ({ id: `t${index}` })));
  const { page } = timeline;
  await timeline.header('t0').focus();
  const stops = new Set<string>();
  for (let step = 0; step < 14; step++) {
    await timeline.press('Tab');
    const { name, ring, track } = await page.evaluate(() => {
      const element = document.activeElement!;
      const { outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(element);
      return {
        name: element.getAttribute('aria-label') ?? element.textContent,
        ring: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
        accent: backgroundColor,
        track: element.closest<HTMLElement>('[data-track]')?.dataset['track'],
      };
    });
    if (track !== undefined) stops.add(track);
    const field = await page.evaluate(() =>
      document.activeElement?.matches('input, textarea, select, [role=combobox], [role=separator], body'),
    );
    if (!field) expect(ring, `focus on ${name}`).toBe(true);
  }
  expect([...stops]).toEqual(['t0']);
});
