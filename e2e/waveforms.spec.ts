import { writeLongProject } from './support/long-project';
import { expect, test } from './support/studio';

test('a sound is looked through once, by a worker, however many clips show it and however one looks at them', async ({
  studio,
}) => {
  const file = studio.file('long.gmix');
  writeLongProject(file);
  const page = await studio.start([file]);
  // Counts the sounds handed to workers: the last block of one is followed by its waveform.
  await page.addInitScript(() => {
    const asked: Record<string, number> = {};
    Object.assign(window, { asked });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (
      this: Worker,
      message: unknown,
      ...rest: [Transferable[]?]
    ): void {
      if (typeof message === 'object' && message !== null && 'soundId' in message && 'last' in message) {
        const id = String(message.soundId);
        if (message.last === true) asked[id] = (asked[id] ?? 0) + 1;
      }
      Reflect.apply(postMessage, this, [message, ...rest]);
    } as Worker['postMessage'];
  });
  await page.reload();
  await page.locator('[data-clip]').first().waitFor();
  const asked = (): Promise<Record<string, number>> =>
    page.evaluate(() => (window as unknown as { asked: Record<string, number> }).asked);
  const drawn = (): Promise<number> => page.evaluate(() => window.inspection.work.clipsDrawn);
  // More clips in sight than there are sounds in the project: 48.
  await page.keyboard.press('f');
  await expect.poll(async () => Object.keys(await asked()).length).toBeGreaterThan(20);
  await expect.poll(drawn).toBeGreaterThan(60);
  for (const key of ['=', '=', '-', 'Alt+1', 'Alt+3', 'f', 'Alt+2']) {
    const before = await drawn();
    await page.keyboard.press(key);
    await expect.poll(drawn).toBeGreaterThan(before);
  }
  const counts = await asked();
  expect(Object.values(counts).every((count) => count === 1)).toBe(true);
  expect(Object.keys(counts).length).toBeLessThanOrEqual(48);
});
