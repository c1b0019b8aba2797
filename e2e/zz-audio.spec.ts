import { test, type Page } from '@playwright/test';
import { openLab } from './lab/open';
let page: Page;
let close: () => Promise<void>;
test.setTimeout(900000);
test.beforeAll(async () => {
  ({ page, close } = await openLab());
  page.on('console', (m) => console.log('page:', m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e));
});
test.afterAll(async () => close());
test('numbers', async () => {
  const types = await page.evaluate(() => window.checks.effectTypes());
  console.log(types.join());
  for (const rate of [48000, 44100]) {
    const settings: [string, object][] = [
      ['compressor', { ratio: 1, threshold: 0, knee: 0 }],
      ['limiter', { ceiling: 0 }],
      ['vibrato', { depth: 0 }],
      ['distortion', { drive: 0, output: 0 }],
      ['pitch-shift', { semitones: 0 }],
      ['gate', { threshold: -80 }],
      ['stereo-width', { width: 100 }],
      ['eq3', {}],
      ['trim', {}],
      ['bit-crusher', { bits: 16, rate: 48000 }],
      ['tremolo', { depth: 0 }],
    ];
    for (const [t, p] of settings) {
      const r = await page.evaluate(
        ([t, p, rate]) =>
          window.checks.arrival([window.checks.effect(t as string, p as any)], rate as number),
        [t, p, rate] as const,
      );
      console.log(rate, t, JSON.stringify(r), 'want', Math.round((4800 * rate) / 48000));
    }
  }
  for (const t of types) {
    const [rep, byp, ran] = await page.evaluate(
      async (t) => [
        await window.checks.repeatability([window.checks.effect(t)]),
        await window.checks.bypassError(t),
        await window.checks.rangeError([window.checks.effect(t)]),
      ],
      t,
    );
    console.log(t, 'repeat', rep!.toFixed(1), 'bypass', byp!.toFixed(1), 'range', ran!.toFixed(1));
  }
  console.log('leak', await page.evaluate(() => window.checks.leak(200)));
  for (const t of types) {
    const t0 = Date.now();
    const e = await page.evaluate((t) => window.checks.extremes(t), t);
    console.log(t, JSON.stringify(e), Date.now() - t0, 'ms');
  }
  for (const t of types) {
    const e = await page.evaluate(
      (t) =>
        window.checks.liveError(
          [
            {
              clips: [{ soundId: 'noise', start: 10000, length: 48000 }],
              effects: [window.checks.effect(t)],
            },
          ],
          {},
          2,
        ),
      t,
    );
    console.log('live', t, JSON.stringify(e));
  }
});
