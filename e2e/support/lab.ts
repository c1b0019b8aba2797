import { test, type Page } from '@playwright/test';
import { openLab, type Lab } from '../lab/open';

/** One lab for all tests of a file. @returns its page, for a test to ask for */
export function labForAll(): () => Page {
  let lab: Lab | null = null;
  test.beforeAll(async () => {
    lab = await openLab();
  });
  test.afterAll(() => lab?.close());
  return () => {
    if (lab) return lab.page;
    throw new Error('The lab is open only while a test runs.');
  };
}

/** Every effect that the studio has. */
export const effectTypes = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.checks.effectTypes());
