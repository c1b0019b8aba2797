import { writeLongProject } from './support/long-project';
import { expect, picturePath, test } from './support/studio';
import { dialogs, smallTargets } from './support/targets';

/** In the page: what can be pressed but is cut off by the window, or lies under something else. */
const outOfReach = `(() => {
  const cut = [];
  for (const element of document.querySelectorAll('button, input, textarea, [role=tab], [role=slider], [role=scrollbar]')) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (box.width === 0 || style.visibility === 'hidden' || style.pointerEvents === 'none') continue;
    // What is scrolled away is reached by scrolling.
    let around = element.parentElement;
    while (around !== null && !(/auto|scroll/.test(getComputedStyle(around).overflow) &&
      (around.scrollWidth > around.clientWidth || around.scrollHeight > around.clientHeight))) around = around.parentElement;
    if (around !== null) continue;
    const name = element.getAttribute('aria-label') ?? element.textContent;
    const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 0.5 && box.bottom <= innerHeight + 0.5;
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const free = top !== null && (element.contains(top) || top.contains(element));
    if (!inside || !free) cut.push(name + ' ' + [box.left, box.top, box.right, box.bottom].map(Math.round));
  }
  return cut;
})()`;

for (const [width, height] of [
  [1280, 800],
  [1024, 700],
] as const) {
  test(`at 200 % scaling in a window of ${width}×${height} everything is in reach and nothing is cut`, async ({
    studio,
  }) => {
    const file = studio.file('long.gmix');
    writeLongProject(file);
    const page = await studio.start(['--force-device-scale-factor=2', file]);
    await page.locator('[data-clip]').first().waitFor();
    await studio.app.evaluate(
      ({ BrowserWindow }, [across, down]) => BrowserWindow.getAllWindows()[0]!.setContentSize(across, down),
      [width, height] as const,
    );
    await expect
      .poll(() => page.evaluate(() => [devicePixelRatio, innerWidth, innerHeight]))
      .toEqual([2, width, height]);
    for (const tab of ['Mixer', 'Meters', 'Effects']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await expect.poll(() => page.evaluate<string[]>(outOfReach), { message: tab }).toEqual([]);
      await page.screenshot({
        path: picturePath(`scale-200-${width}-${tab.toLowerCase()}`),
        scale: 'device',
      });
    }
    // A menu and a dialog fit into the window, too.
    const clip = (await page.locator('[data-clip]').first().boundingBox())!;
    await page.mouse.click(clip.x + 20, clip.y + clip.height - 8, { button: 'right' });
    await page.getByRole('menuitem', { name: 'Arrange' }).click();
    const scatter = page.getByRole('menuitem', { name: /^Scatter copies/ });
    await expect(scatter).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('menuitem', { name: /^Show the clip as a file/ })).toBeInViewport({
      ratio: 1,
    });
    await scatter.click();
    const dialog = page.getByRole('dialog', { name: 'Scatter copies' });
    await expect(dialog.getByRole('button', { name: 'Scatter', exact: true })).toBeInViewport({ ratio: 1 });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  });
}

test('at 200 % scaling a screen of 1280×800 has room for all of it: 640×400', async ({ studio }) => {
  const file = studio.file('long.gmix');
  writeLongProject(file);
  const page = await studio.start(['--force-device-scale-factor=2', file]);
  await page.locator('[data-clip]').first().waitFor();
  await studio.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setContentSize(640, 400),
  );
  await expect
    .poll(() => page.evaluate(() => [devicePixelRatio, innerWidth, innerHeight]))
    .toEqual([2, 640, 400]);
  const allInReach = async (what: string): Promise<void> => {
    await expect.poll(() => page.evaluate<string[]>(outOfReach), { message: what }).toEqual([]);
    expect(await smallTargets(page, '.clip, .marker'), `${what}: targets below 24 px`).toEqual([]);
    const name = what.toLowerCase().replaceAll(' ', '-');
    await page.screenshot({ path: picturePath(`scale-200-640-${name}`), scale: 'device' });
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  // There is no room for panels: they have gone, and the timeline has the window.
  await expect(page.getByRole('tab')).toHaveCount(0);
  await expect(page.locator('[data-clip]').first()).toBeInViewport();
  await allInReach('Timeline');

  await button('Show the dock').click();
  for (const tab of ['Mixer', 'Meters', 'Effects']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await allInReach(tab);
  }
  await button('Hide the dock').click();
  await button('Show the left panel').click();
  for (const tab of ['Library', 'Generate']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await allInReach(tab);
  }
  // One panel beside the timeline at a time.
  await page.keyboard.press('Control+Shift+h');
  await expect(button('Show the left panel')).toBeVisible();
  await allInReach('History');
  await page.keyboard.press('Control+Shift+h');

  // What the top bar has no room for is one press of a key further.
  await button('More controls').focus();
  await page.keyboard.press('Enter');
  const more = page.getByRole('dialog', { name: 'More controls' });
  for (const control of [
    more.getByLabel('Tempo', { exact: true }),
    more.getByRole('button', { name: /Open settings$/ }),
    more.getByRole('button', { name: 'Find a command…' }),
  ]) {
    await expect(control).toBeInViewport({ ratio: 1 });
  }
  await page.screenshot({ path: picturePath('scale-200-640-more'), scale: 'device' });
  await page.keyboard.press('Escape');
  await expect(more).toBeHidden();
  await expect(button('More controls')).toBeFocused();

  for (const [key, name] of dialogs) {
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name, exact: true });
    await expect(dialog).toBeInViewport({ ratio: 1 });
    await page.screenshot({
      path: picturePath(`scale-200-640-${name.toLowerCase().replaceAll(' ', '-')}`),
      scale: 'device',
    });
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }

  // The longest menu, and the one beside it.
  const clip = (await page.locator('[data-clip]').first().boundingBox())!;
  await page.mouse.click(clip.x + 20, clip.y + 8, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Arrange' }).click();
  const last = page.getByRole('menuitem', { name: /^Show the clip as a file/ });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 1 });
  await page.screenshot({ path: picturePath('scale-200-640-menu'), scale: 'device' });
});
