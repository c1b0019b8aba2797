import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { root } from '../support/studio';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The audio modules of the window in a page of their own, built as the studio is built, in Electron's Chromium: what
 * they do is measured there (`window.checks`, from checks.ts). Sounds come from signals.ts instead of the library.
 */
export async function openLab(): Promise<{ page: Page; close(): Promise<void> }> {
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
    executablePath: join(root, 'node_modules', 'electron', 'dist', 'electron'),
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
    close: async () => {
      await app.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
