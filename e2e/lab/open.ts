import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import type * as Checks from './checks';

declare global {
  interface Window {
    readonly checks: typeof Checks;
  }
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export type Lab = {
  readonly page: Page;
  /** of all threads of the page's process since it started: what a render costs however busy the machine is */
  cpuSeconds(): Promise<number>;
  close(): Promise<void>;
};

/**
 * The audio modules of the window in a page of their own, built as the studio is built, in Electron's Chromium: what
 * they do is measured there (`window.checks`, from checks.ts). Sounds come from signals.ts instead of the library.
 */
export async function openLab(): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'ganmix-lab-'));
  const outDir = join(folder, 'page');
  const common = { configFile: false, root: at('.'), logLevel: 'warn' } as const;
  await build({
    ...common,
    build: { outDir, emptyOutDir: true, target: 'esnext' },
    worker: { format: 'es' },
  });
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, strictPort: false } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The lab has no address.');
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  delete env['ELECTRON_RUN_AS_NODE'];
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'user-data')}`,
      at('electron-main.cjs'),
    ],
    env: { ...env, LAB_URL: url },
  });
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'checks' in window);
  return {
    page,
    cpuSeconds: () =>
      app.evaluate(({ app: main }) =>
        main
          .getAppMetrics()
          .filter(({ type }) => type === 'Tab')
          .reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0),
      ),
    close: async () => {
      await app.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
