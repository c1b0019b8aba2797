import { writeLongProject } from './support/long-project';
import { expect, picturePath, test } from './support/studio';

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
