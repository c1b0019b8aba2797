import type { Page } from '@playwright/test';
import { Studio } from '../support/studio';
import { medianOf, type BenchRow } from './row';

const SECONDS = 6;
const ROUNDS = 3;
const FRAMES_PER_SECOND = 30;

/** Least time between two frames of the meters, as renderer/ui/frames.ts has it. */
const METER_INTERVAL = 30;

/** Processor time of the window's main thread per frame that the meters have, in seconds, while `SECONDS` pass. */
async function perFrame(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  const frames = await page.evaluate(
    ([seconds, interval]) =>
      new Promise<number>((resolve) => {
        const end = performance.now() + 1000 * seconds;
        let count = 0;
        let last = 0;
        const frame = (now: number): void => {
          if (now >= end) resolve(count);
          else {
            if (now - last >= interval) {
              count += 1;
              last = now;
            }
            requestAnimationFrame(frame);
          }
        };
        requestAnimationFrame(frame);
      }),
    [SECONDS, METER_INTERVAL] as const,
  );
  const spent = (await busy()) - before;
  await session.detach();
  return spent / frames;
}

/**
 * What the meters add while the demo plays: loudness, correlation, spectrum, spectrogram and the master's level against
 * a closed dock, in processor time, which a busy machine does not change much; frames that it drops are not counted.
 */
export async function bench(): Promise<BenchRow[]> {
  const studio = new Studio();
  try {
    const page = await studio.start();
    await page.getByRole('tab', { name: 'Meters' }).click();
    await page.keyboard.press('Space');
    await page.waitForTimeout(3000);
    const added: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const open = await perFrame(page);
      await page.keyboard.press('Control+j');
      await page.waitForTimeout(500);
      const closed = await perFrame(page);
      await page.keyboard.press('Control+j');
      await page.waitForTimeout(500);
      added.push(open - closed);
    }
    return [
      {
        name: `all meters on the master, ${FRAMES_PER_SECOND} frames a second, of one core`,
        median: 100 * FRAMES_PER_SECOND * medianOf(added),
        unit: '%',
        budget: 5,
        better: 'lower',
      },
    ];
  } finally {
    await studio.dispose();
  }
}
