import type { Page } from '@playwright/test';
import { writeLongProject } from '../support/long-project';
import { Studio } from '../support/studio';
import { heaviestFrames } from './main-thread';
import { medianOf, type BenchRow } from './row';

const STEPS = 40;
/** There and back, twice: of forty steps alone the 95th percentile is the second heaviest, so whatever the machine did meanwhile. */
const WAYS = [1, -1, 1, -1];
const FRAME_MS = 16;
const EDIT_MS = 8;
const OPENING_MS = 2000;

const ninetyFifth = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * 0.95))] ?? NaN;

const times = (count: number, work: (index: number) => Promise<unknown>): (() => Promise<unknown>)[] =>
  Array.from({ length: count }, (_, index) => () => work(index));

/** Steps of the wheel over the lanes, with a key held. */
async function wheel(studio: Studio, key: 'Control' | 'Shift' | null, by: number): Promise<number[]> {
  const { page } = studio;
  const frames: number[] = [];
  if (key) await page.keyboard.down(key);
  for (const way of WAYS) {
    const steps = times(STEPS, () => page.mouse.wheel(0, way * by));
    frames.push(...(await heaviestFrames(studio.app, page, steps)));
  }
  if (key) await page.keyboard.up(key);
  return frames;
}

/** From the page's first moment to the first clip in it, in milliseconds. */
const openingTime = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector('[data-clip]')) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );

/** The real window with an hour of 1,000 clips on 64 tracks. */
export async function bench(): Promise<BenchRow[]> {
  const studio = new Studio();
  const row = (name: string, values: readonly number[], budget: number): BenchRow[] => [
    { name: `${name}, p95`, median: ninetyFifth(values), unit: 'ms', budget, better: 'lower' },
    { name: `${name}, median`, median: medianOf(values), unit: 'ms', budget, better: 'lower' },
  ];
  try {
    const file = studio.file('long.gmix');
    writeLongProject(file);
    const page = await studio.start([file]);
    await page.locator('[data-clip]').first().waitFor();
    // A reload opens the project anew in a process that is there already.
    await page.reload();
    const opening = await openingTime(page);
    await page.waitForTimeout(2000);
    const lanes = (await page.getByTestId('timeline-lanes').boundingBox())!;
    await page.mouse.move(lanes.x + lanes.width * 0.6, lanes.y + 150);
    const press = async (key: string, pause = 1200): Promise<void> => {
      await page.keyboard.press(key);
      await page.waitForTimeout(pause);
    };

    await press('f');
    const zoomed = await wheel(studio, 'Control', -24);
    for (let index = 0; index < 5; index++) await press('=', 100);
    await press('=');
    const acrossTime = await wheel(studio, 'Shift', 80);
    const acrossRows = await wheel(studio, null, 60);
    await press('f');
    await page
      .locator('[data-clip]')
      .nth(3)
      .click({ position: { x: 1, y: 20 } });
    const edits = await heaviestFrames(
      studio.app,
      page,
      times(STEPS * WAYS.length, (index) => page.keyboard.press(index % 2 === 0 ? 'm' : 'Shift+ArrowUp')),
    );
    return [
      ...row('1,000 clips, main thread: heaviest frame of a zoom step', zoomed, FRAME_MS),
      ...row('1,000 clips, main thread: heaviest frame of a scroll in time', acrossTime, FRAME_MS),
      ...row('1,000 clips, main thread: heaviest frame of a scroll of tracks', acrossRows, FRAME_MS),
      ...row('1,000 clips, main thread: an edit, key press to painted frame', edits, EDIT_MS),
      {
        name: '1,000 clips: opening, page load to first clip',
        median: opening,
        unit: 'ms',
        budget: OPENING_MS,
        better: 'lower',
      },
    ];
  } finally {
    await studio.dispose();
  }
}
