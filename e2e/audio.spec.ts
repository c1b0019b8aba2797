import { expect, test, type Page } from '@playwright/test';
import type * as Checks from './lab/checks';
import { openLab } from './lab/open';

declare global {
  interface Window {
    readonly checks: typeof Checks;
  }
}

let page: Page;
let close: () => Promise<void>;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  ({ page, close } = await openLab());
});
test.afterAll(async () => close());

test('a clip starts on its very sample, at the project rate and at another', async () => {
  const at = (rate: number, start: number) =>
    page.evaluate(
      ([sampleRate, from]) =>
        window.checks.sounding([{ clips: [{ soundId: 'impulse', start: from }] }], sampleRate),
      [rate, start] as const,
    );
  for (const start of [0, 1, 127, 128, 12_345, 100_001]) {
    const found = await at(48_000, start);
    expect(found).toMatchObject({ first: start, last: start, count: 1 });
    expect(found.values[0]).toBeCloseTo(0.5, 6);
  }
  const resampled = await page.evaluate(() => window.checks.arrival([], 44_100));
  expect(resampled.frame).toBe(Math.round((4800 * 44_100) / 48_000));
});
