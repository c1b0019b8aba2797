import { test, type Page } from '@playwright/test';
import { openLab } from './lab/open';
let page: Page; let close: () => Promise<void>;
test.setTimeout(900000);
test.beforeAll(async () => { ({ page, close } = await openLab()); page.on('console', m => console.log('page:', m.text())); page.on('pageerror', e => console.log('pageerror', e)); });
test.afterAll(async () => close());
test('numbers', async () => {
  console.log(await page.evaluate(() => (window.checks as any).debugBypass()));
  for (const t of ['trim','eq3','filter','limiter','gate']) console.log(t, await page.evaluate((t) => (window.checks as any).debugLive(t), t));
  console.log(await page.evaluate(() => (window.checks as any).neighbours()));
});
