import { defineConfig } from '@playwright/test';

/** Drives the real studio with the real models. `npm test` starts it with a display in memory. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  // Two studios at once on a small machine would measure each other.
  workers: 1,
  // A test that passes on a second try has found something: it is not to be hidden.
  retries: 0,
  // A busy machine is no reason to fail: this only ends a test that hangs.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: 'list',
});
