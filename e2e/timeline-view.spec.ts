import { expect, RATE, test } from './support/timeline';

// Looking around: the overview, following, heights, scrubbing, and what playheads and markers attract.

const at = (seconds: number): number => seconds * RATE;
const noise = (start: number, length: number) => ({ sound: 'noise', start: at(start), length: at(length) });
const seconds = (text: string | null): number => {
  const [hours = 0, minutes = 0, rest = 0] = (text ?? '').split(/[: ]/).map(parseFloat);
  return hours * 3600 + minutes * 60 + rest;
};

test('the overview scrolls by its window, zooms by its edges, and jumps to where it is pressed', async ({
  timeline,
}) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a', clips: Array.from({ length: 30 }, (_, index) => noise(index * 4, 3)) }]);
  const map = (await page.getByTestId('minimap').boundingBox())!;
  const frame = async () => (await page.getByTestId('minimap-window').boundingBox())!;
  const middle = map.y + map.height / 2;
  const before = await timeline.look();

  const held = await frame();
  const grip = { x: held.x + held.width / 2, y: middle };
  await timeline.dragBy(grip, 200);
  const moved = await timeline.look();
  expect(moved.pixelsPerSecond).toBe(before.pixelsPerSecond);
  // What a pixel of the overview stands for is what its window says: a window's width is what is in sight.
  const width = (await timeline.lane('a').boundingBox())!.width;
  const perPixel = width / before.pixelsPerSecond / held.width;
  expect(moved.scrollSeconds).toBeCloseTo(200 * perPixel, 0);
  expect((await frame()).x).toBeCloseTo(held.x + 200, -1);

  const wide = await frame();
  await timeline.dragBy({ x: wide.x + wide.width - 2, y: middle }, 60);
  const zoomed = await timeline.look();
  expect(zoomed.scrollSeconds).toBeCloseTo(moved.scrollSeconds, 3);
  expect(zoomed.pixelsPerSecond).toBeLessThan(moved.pixelsPerSecond);

  await page.mouse.click(map.x + 3, middle);
  await expect.poll(async () => (await timeline.look()).scrollSeconds).toBe(0);
  expect((await timeline.look()).applied).toBe(before.applied);
});

test('the view turns the page behind the playhead while it follows, and stays where it is when not', async ({
  timeline,
}) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a', clips: Array.from({ length: 20 }, (_, index) => noise(index * 4, 3)) }]);
  const follow = page.getByRole('button', { name: 'Follow the playhead' });
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  const clock = page.getByRole('timer', { name: 'Playhead' });
  const now = async (): Promise<number> => seconds(await clock.textContent());
  /** Plays from shortly before the right edge until the playhead is beyond it. */
  const playOver = async (): Promise<number> => {
    const { pixelsPerSecond, scrollSeconds } = await timeline.look();
    const edge = scrollSeconds + (await timeline.lane('a').boundingBox())!.width / pixelsPerSecond;
    await timeline.playheadTo(edge - 0.4);
    await timeline.press('Space');
    await expect.poll(now).toBeGreaterThan(edge + 0.2);
    await timeline.press('Space');
    return edge;
  };
  const edge = await playOver();
  const turned = (await timeline.look()).scrollSeconds;
  expect(turned).toBeGreaterThan(edge - 2);
  await timeline.press('Shift+f');
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await playOver();
  expect((await timeline.look()).scrollSeconds).toBe(turned);
  await timeline.press('Shift+f');
});

test('a playhead that plays on outside the window comes into sight where it enters', async ({ timeline }) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a', clips: [noise(0, 20)] }]);
  const lane = (await timeline.lane('a').boundingBox())!;
  const line = page.getByTestId('playhead');
  await timeline.press('Shift+f');
  await page.mouse.move(lane.x + lane.width / 2, lane.y + lane.height / 2);
  while ((await timeline.look()).pixelsPerSecond < 1500) await timeline.press('=');
  await page.keyboard.down('Shift');
  while ((await timeline.look()).scrollSeconds < 2) await page.mouse.wheel(0, 500);
  await page.keyboard.up('Shift');
  await expect(line).toBeHidden();
  await timeline.press('Space');
  await expect(line).toBeVisible({ timeout: 20_000 });
  // What moves it is a course along the window, not the place where it waited.
  const entered = (await line.boundingBox())!.x;
  await expect.poll(async () => (await line.boundingBox())?.x ?? 0).toBeGreaterThan(entered + 100);
  await timeline.press('Space');
  await timeline.press('Shift+f');
});

test('tracks are made low and high: all by keys, one by its edge, and so that all fit', async ({
  timeline,
}) => {
  const tracks = Array.from({ length: 8 }, (_, index) => ({ id: `t${index}`, clips: [noise(1, 2)] }));
  await timeline.open(tracks);
  const heights = async (): Promise<number[]> =>
    (await timeline.document()).tracks.map(({ height }) => height);
  await timeline.oneStep('Track heights', () => timeline.press('Alt+1'));
  expect(new Set(await heights()).size).toBe(1);
  const [low] = await heights();
  expect(low).toBeLessThan(76);
  await timeline.oneStep('Track heights', () => timeline.press('Alt+4'));
  const lanes = (await timeline.page.getByTestId('timeline-lanes').boundingBox())!;
  const [fitted] = await heights();
  expect(fitted! * 8).toBeLessThanOrEqual(lanes.height + 8);
  const header = (await timeline.header('t1').boundingBox())!;
  await timeline.oneStep('Track height', () =>
    timeline.dragBy({ x: header.x + 40, y: header.y + header.height - 2 }, 0, 50),
  );
  const after = await heights();
  expect(after[1]).toBeGreaterThan(fitted! + 40);
  expect(after[0]).toBe(fitted);
  // The bar over the lanes is there as long as not all tracks fit.
  const bar = timeline.page.getByRole('scrollbar', { name: 'Scroll the tracks' });
  await timeline.press('Alt+3');
  await expect(bar).toBeVisible();
  const thumb = (await bar.boundingBox())!;
  await timeline.dragBy({ x: thumb.x + 5, y: thumb.y + 10 }, 0, lanes.height);
  await expect(timeline.header('t7')).toBeInViewport();
  await timeline.press('Alt+1');
  await expect(bar).toBeHidden();
});

test('the playhead is dragged through the sound; Escape puts it back', async ({ timeline }) => {
  const { page } = timeline;
  await timeline.open([{ id: 'a', clips: [noise(0, 8)] }]);
  const clock = page.getByRole('timer', { name: 'Playhead' });
  const now = async (): Promise<number> => seconds(await clock.textContent());
  const ruler = (await page.getByTestId('timeline-ruler').boundingBox())!;
  await timeline.playheadTo(2);
  await expect.poll(now).toBeCloseTo(2, 1);
  const head = { x: ruler.x + (await timeline.pixels(2)), y: ruler.y + ruler.height - 5 };
  const by = await timeline.pixels(3);
  await timeline.noStep(async () => {
    await timeline.dragBy(head, by, 0, { during: () => expect.poll(now).toBeCloseTo(5, 1) });
  });
  await expect.poll(now).toBeCloseTo(5, 1);
  await timeline.dragBy({ ...head, x: head.x + by }, -by, 0, { cancel: true });
  await expect.poll(now).toBeCloseTo(5, 1);
});

test('markers and the playhead attract what is dragged near them, each on its own', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 1)] }], {
    change: { markers: [{ id: 'm', name: 'Door', at: at(4.321), length: 0, colour: null }] },
  });
  const only = async (kinds: readonly string[]): Promise<void> => {
    for (const kind of kinds) await timeline.command(`Snap to ${kind}`);
  };
  const dragTo = async (target: number): Promise<number> => {
    await timeline.dragBy(await timeline.on('a-0'), (await timeline.pixels(target - 1)) + 4);
    const { start } = await timeline.clip('a-0');
    await timeline.undo();
    return start;
  };
  await only(['grid lines', 'edges of clips', 'the playhead']);
  expect(await dragTo(4.321)).toBe(at(4.321));
  await only(['markers, regions', 'the playhead']);
  expect(await dragTo(4.321)).not.toBe(at(4.321));
  // A place that is on no line of the grid.
  const ruler = (await timeline.page.getByTestId('timeline-ruler').boundingBox())!;
  const place = { x: ruler.x + (await timeline.pixels(6.437)), y: ruler.y + ruler.height - 5 };
  await timeline.click(place, ['Shift']);
  const clock = timeline.page.getByRole('timer', { name: 'Playhead' });
  await expect.poll(async () => seconds(await clock.textContent())).toBeCloseTo(6.437, 1);
  const head = seconds(await clock.textContent());
  expect((await dragTo(head)) / RATE).toBeCloseTo(head, 2);
  await only(['the playhead']);
  expect(Math.abs((await dragTo(head)) / RATE - head)).toBeGreaterThan(0.02);
  await only(['grid lines', 'edges of clips', 'markers, regions', 'the playhead']);
});

test('a press takes hold of what has just come under the pointer, though it got no handles while the tracks moved', async ({
  timeline,
}) => {
  const tracks = Array.from({ length: 16 }, (_, index) => ({
    id: `t${index}`,
    clips: [noise(1, 2)],
  }));
  await timeline.open(tracks);
  const { x, y } = await timeline.on('t1-0', 'right');
  await timeline.page.mouse.move(x, y);
  await expect(timeline.handle('t1-0', 'trim-end')).toBeVisible();
  const top = (index: number): Promise<number> =>
    timeline.element(`t${index}-0`).evaluate((clip) => clip.getBoundingClientRect().top);
  const [first, second] = [await top(1), await top(2)];
  /** To the next track, a few pixels a frame: from the second on the view moves already. */
  const next = (): Promise<void> =>
    timeline.page.getByTestId('timeline-lanes').evaluate(async (lanes, by) => {
      for (let step = 0; step < 4; step += 1) {
        lanes.scrollTop += by / 4;
        await new Promise(requestAnimationFrame);
      }
    }, second - first);
  await timeline.oneStep('Trim clip end', async () => {
    await next();
    await expect.poll(() => top(2)).toBeCloseTo(first, 0);
    await timeline.page.mouse.down();
    await timeline.page.mouse.move(x - (await timeline.pixels(0.5)), y, { steps: 4 });
    await timeline.page.mouse.up();
  });
  expect(await timeline.clip('t2-0')).toMatchObject({ start: at(1), length: at(1.5) });
  // When the view rests, the pointer need not move for the handles to come.
  await timeline.page.mouse.move(x - (await timeline.pixels(1)), y);
  await next();
  await expect(timeline.handle('t3-0', 'trim-end')).toBeVisible();
});
