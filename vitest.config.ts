import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/**
 * Unit tests stand beside the code they test. They run in Electron's own Node (`npm run test:unit`), because that is
 * where the code runs: its node:sqlite is newer than what Node 20 has.
 * A test that needs a DOM is named *.dom.test.tsx.
 */
const everywhere = {
  // A slow shared machine is no reason to fail: these limits only end a test that hangs.
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  plugins: [react()],
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...everywhere,
          name: 'node',
          environment: 'node',
          include: ['{main,preload,renderer}/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
          exclude: ['**/*.dom.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          ...everywhere,
          name: 'dom',
          environment: 'jsdom',
          include: ['renderer/**/*.dom.test.{ts,tsx}'],
        },
      },
    ],
  },
});
