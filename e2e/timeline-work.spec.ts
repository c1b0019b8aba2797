import { TILE_WIDTH as TILE } from '../renderer/timeline/pictures/tile-size';
import { expect, RATE, test, type Timeline } from './support/timeline';

// What the timeline does for what is done to it, counted: a machine of any speed does the same.

const at = (seconds: number): number => seconds * RATE;
const tracks = ['a', 'b', 'c'].map((id, row) => ({
  id,
  clips: Array.from({ length: 40 }, (_, index) => ({
    sound: 'noise',
    start: at(1 + index * 4 + row / 2),
    length: at(2),
  })),
}));

type Work = Awaited<ReturnType<Timeline['look']>>['work'];

/** Some frames later: whatever was to be drawn has been, also what waits until no more zooming comes. */
const settle = (timeline: Timeline): Promise<unknown> =>
  timeline.page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame++) await new Promise((done) => requestAnimationFrame(done));
  });

/** What is drawn and rendered while something is done. */
async function workOf(timeline: Timeline, doing: () => Promise<unknown>): Promise<Work> {
  await settle(timeline);
  const before = (await timeline.look()).work;
  await doing();
  await settle(timeline);
  const after = (await timeline.look()).work;
  const counts = Object.entries(after).map(([name, count]) => [name, count - before[name as keyof Work]]);
  return Object.fromEntries(counts) as Work;
}

/** The columns of tiles that are kept: those in sight and one to either side. */
function columnsAt(scrolled: number, width: number): number[] {
  const first = Math.max(0, Math.floor(scrolled / TILE) - 1);
  const last = Math.floor((scrolled + width) / TILE) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

test('the playhead moves over clips without one of them being drawn or rendered', async ({ timeline }) => {
  await timeline.open(tracks);
  const clock = timeline.page.getByRole('timer', { name: 'Playhead' });
  const played = await workOf(timeline, async () => {
    await timeline.press('Space');
    await expect(clock).toContainText('0:00:01');
    await timeline.press('Space');
    await timeline.playheadTo(5);
    await timeline.playheadTo(2);
  });
  expect(played).toEqual({
    tilesDrawn: 0,
    tilesSketched: 0,
    clipsDrawn: 0,
    clipsRendered: 0,
    headersRendered: 0,
    lanesLaidOut: 0,
  });
});

test('while sound plays the compositor moves the playhead, and it stands where the clock says', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const clock = page.getByRole('timer', { name: 'Playhead' });
  const where = (): Promise<{ x: number; styled: string; animations: number; shown: string }> =>
    page.evaluate(() => {
      const line = document.querySelector<HTMLElement>('[data-testid="playhead"]')!;
      return {
        x: line.getBoundingClientRect().x,
        styled: line.style.transform,
        animations: line.getAnimations().filter(({ playState }) => playState === 'running').length,
        shown: document.querySelector('[role="timer"][aria-label="Playhead"]')!.textContent,
      };
    });
  const resting = await where();
  expect(resting.animations).toBe(0);
  await timeline.press('Space');
  await expect(clock).toContainText('0:00:01');
  const first = await where();
  await expect(clock).toContainText('0:00:02');
  const second = await where();
  expect([first.animations, second.animations]).toEqual([1, 1]);
  expect([first.styled, second.styled]).toEqual([resting.styled, resting.styled]);
  for (const { x, shown } of [first, second]) {
    const seconds = Number(/^0:00:(\d\d\.\d\d\d)/.exec(shown)![1]);
    // The clock is written 15 times a second, and this machine may be busy.
    expect(Math.abs(x - resting.x - (await timeline.pixels(seconds)))).toBeLessThan(
      await timeline.pixels(0.15),
    );
  }
  await timeline.playheadTo(5);
  await expect(clock).toContainText('0:00:05');
  await timeline.press('Space');
  await expect.poll(async () => (await where()).animations).toBe(0);
});

test('a window in which nothing moves asks for few frames', async ({ timeline }) => {
  await timeline.open(tracks);
  const asked = (): Promise<number> =>
    timeline.page.evaluate(async () => {
      const ask = window.requestAnimationFrame;
      let count = 0;
      window.requestAnimationFrame = (callback) => {
        count += 1;
        return ask.call(window, callback);
      };
      await new Promise((resolve) => setTimeout(resolve, 1000));
      window.requestAnimationFrame = ask;
      return count;
    });
  await expect.poll(asked).toBeLessThan(10);
});

test('scrolling in time draws the tiles that come near the window, each once, and no other', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const lanes = (await page.getByTestId('timeline-lanes').boundingBox())!;
  const width = (await timeline.lane('a').boundingBox())!.width;
  await page.mouse.move(lanes.x + lanes.width - 100, lanes.y + 40);
  const scrolled = async (): Promise<number> => {
    const { scrollSeconds, pixelsPerSecond } = await timeline.look();
    return Math.round(scrollSeconds * pixelsPerSecond);
  };
  for (const by of [20, TILE, TILE, 2 * TILE, -TILE, 30]) {
    const from = await scrolled();
    const done = await workOf(timeline, async () => {
      await page.keyboard.down('Shift');
      await page.mouse.wheel(0, by);
      await page.keyboard.up('Shift');
      await expect.poll(scrolled).toBe(from + by);
    });
    const kept = new Set(columnsAt(from, width));
    const arrived = columnsAt(from + by, width).filter((column) => !kept.has(column));
    expect(done.tilesDrawn, `tiles drawn for a scroll by ${by}`).toBe(arrived.length);
    expect(done.headersRendered).toBe(0);
  }
});

test('an edit of a clip draws that clip alone in its tile and renders it and no header', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  await timeline.click(await timeline.on('b-0'));
  const once = { tilesDrawn: 1, clipsDrawn: 1, clipsRendered: 1, headersRendered: 0 };
  expect(await workOf(timeline, () => timeline.press('Shift+ArrowUp'))).toMatchObject(once);
  expect(await workOf(timeline, () => timeline.press('m'))).toMatchObject(once);
  expect(await workOf(timeline, () => timeline.undo())).toMatchObject(once);
  expect(await workOf(timeline, () => timeline.press('Alt+ArrowRight'))).toMatchObject(once);
});

test('what an edit draws anew fits what it leaves as it was', async ({ timeline }) => {
  const clip = (start: number, length: number) => ({
    ...{ sound: 'noise', start: Math.round(at(start)), length: Math.round(at(length)) },
  });
  const fade = { length: at(1), curve: 's-curve', bend: 0.4 } as const;
  const envelope = [0, 1, 1.125, 1.25, 3].map((second, index) => ({
    ...{ at: at(second), gainDb: 6 - 36 * (index % 2) },
  }));
  const shaped = { envelope, fadeIn: fade, fadeOut: fade, gainDb: -2 };
  const ids = ['a', 'b', 'c'];
  await timeline.open(
    ids.map((id) => ({
      id,
      clips: [clip(0, 3.9), clip(3.013, 4), clip(7.02, 0.03), clip(7.1, 3), clip(11, 2)],
    })),
    { clips: Object.fromEntries(['a-0', 'b-0', 'b-1', 'b-3', 'c-3'].map((id) => [id, shaped])) },
  );
  /**
   * Reads what all tiles show; says how many bytes are other than the last time. A line that is drawn within bounds is
   * rounded otherwise at its edges, by a few levels.
   */
  const changes = (): Promise<number> =>
    timeline.page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLCanvasElement>('canvas.clip-tile')].map((tile) => {
        const context = new OffscreenCanvas(tile.width, tile.height).getContext('2d')!;
        context.drawImage(tile, 0, 0);
        return context.getImageData(0, 0, tile.width, tile.height).data;
      });
      const before = (window as { shown?: typeof shown }).shown ?? [];
      Object.assign(window, { shown });
      const differing = (data: Uint8ClampedArray, was?: Uint8ClampedArray): number =>
        data.reduce((sum, value, index) => sum + Number(Math.abs(value - (was?.[index] ?? 0)) > 32), 0);
      return shown.reduce((sum, data, index) => sum + differing(data, before[index]), 0);
    });
  // One clip has neighbours, the other is alone.
  for (const id of ['b-1', 'b-4']) {
    await timeline.click(await timeline.on(id));
    await workOf(timeline, changes);
    for (const key of ['Shift+ArrowUp', 'Alt+ArrowRight', 'm', 'Delete', 'Control+z']) {
      const { clipsDrawn } = await workOf(timeline, () => timeline.press(key));
      expect(clipsDrawn, `clips drawn for ${key}`).toBeLessThan(9);
      expect(await changes(), `bytes that ${key} changes`).toBeGreaterThan(0);
      // Both times all tiles are drawn anew, wholly.
      await workOf(timeline, () => timeline.press('e'));
      await workOf(timeline, () => timeline.press('e'));
      expect(await changes(), `bytes that are other than they should be after ${key}`).toBe(0);
    }
  }
});

test('a change of a track draws its tiles and renders its header, and no clip', async ({ timeline }) => {
  await timeline.open(tracks);
  const width = (await timeline.lane('a').boundingBox())!.width;
  await timeline.header('b').click({ position: { x: 60, y: 20 } });
  const muted = await workOf(timeline, () => timeline.press('Shift+m'));
  expect(muted).toMatchObject({ clipsRendered: 0, headersRendered: 1 });
  expect(muted.tilesDrawn).toBe(columnsAt(0, width).length);
});

test('zooming draws each tile of the new zoom once, and the clips stay what they are', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const place = await timeline.at('b', 2);
  await page.mouse.move(place.x, place.y);
  const zoomed = await workOf(timeline, async () => {
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -40);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await timeline.look()).pixelsPerSecond).toBeGreaterThan(61);
  });
  const width = (await timeline.lane('a').boundingBox())!.width;
  const { scrollSeconds, pixelsPerSecond } = await timeline.look();
  expect(zoomed.tilesDrawn).toBe(columnsAt(Math.round(scrollSeconds * pixelsPerSecond), width).length);
  expect(zoomed.headersRendered).toBe(0);
});

test('the frame that shows another zoom draws no tile; those after it draw them', async ({ timeline }) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const place = await timeline.at('b', 2);
  await page.mouse.move(place.x, place.y);
  // Counts what is drawn between a step of the wheel and the end of the frame that it leads to.
  await page.evaluate(() => {
    const drawn: number[] = [];
    Object.assign(window, { drawn });
    window.addEventListener('wheel', () => {
      const { tilesDrawn } = window.inspection.work;
      requestAnimationFrame(() => drawn.push(window.inspection.work.tilesDrawn - tilesDrawn));
    });
  });
  await page.keyboard.down('Control');
  for (let step = 0; step < 3; step += 1) {
    const zoomed = await workOf(timeline, () => page.mouse.wheel(0, -40));
    expect(zoomed.tilesDrawn).toBeGreaterThan(0);
  }
  await page.keyboard.up('Control');
  expect(await page.evaluate(() => (window as unknown as { drawn: number[] }).drawn)).toEqual([0, 0, 0]);
});

test('zooming out uncovers nothing that is not drawn in the same frame, if only roughly', async ({
  timeline,
}) => {
  await timeline.open(tracks);
  const { page } = timeline;
  const lane = (await timeline.lane('b').boundingBox())!;
  await page.mouse.move(lane.x + lane.width / 2, lane.y + 20);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 4500);
  await page.keyboard.up('Shift');
  await settle(timeline);
  // Looks at the end of each frame that a step of the wheel leads to.
  await page.evaluate(() => {
    const frames = { bare: 0, seen: 0 };
    Object.assign(window, { frames });
    const look = (): void => {
      const { left, right } = document.querySelector('[data-lane]')!.getBoundingClientRect();
      const tiles = [...document.querySelectorAll('canvas.clip-tile')]
        .map((tile) => tile.getBoundingClientRect())
        .filter((tile) => tile.right > left && tile.left < right);
      const covered =
        Math.min(...tiles.map((tile) => tile.left)) <= left &&
        Math.max(...tiles.map((tile) => tile.right)) >= right;
      frames.seen += 1;
      if (!covered) frames.bare += 1;
    };
    window.addEventListener('wheel', () => requestAnimationFrame(look));
  });
  const before = (await timeline.look()).work.tilesSketched;
  await page.keyboard.down('Control');
  for (let step = 0; step < 8; step += 1) await page.mouse.wheel(0, 100);
  await page.keyboard.up('Control');
  await settle(timeline);
  const frames = await page.evaluate(
    () => (window as unknown as { frames: { bare: number; seen: number } }).frames,
  );
  expect(frames.seen).toBeGreaterThan(2);
  expect(frames.bare).toBe(0);
  expect((await timeline.look()).work.tilesSketched).toBeGreaterThan(before);
});
