import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const executable = join(root, 'node_modules', 'electron', 'dist', 'electron');

/** What the studio is started with besides the test's own folder. Chromium has no sandbox for root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The environment of a started program: the tests' own, without what makes Electron a plain Node. */
export function studioEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
  );
  return Object.fromEntries(entries);
}

/** The program and the arguments that start the built studio, without those of the job. */
export const studioCommand = { executable, args: [...asRoot, root] };

/**
 * The real studio, built and started as a person starts it, over a user data folder of the test's own.
 * It can be closed, killed and started again over the same folder.
 */
export class Studio {
  /** a folder of this test, for files that it saves and exports */
  readonly folder = mkdtempSync(join(tmpdir(), 'ganmix-e2e-'));
  #app: ElectronApplication | null = null;
  #page: Page | null = null;
  /** asked of the app while it runs: afterwards it cannot tell any more */
  #process: ChildProcess | null = null;

  get app(): ElectronApplication {
    if (this.#app) return this.#app;
    throw new Error('The studio has not been started.');
  }

  get page(): Page {
    if (this.#page) return this.#page;
    throw new Error('The studio has no window.');
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** Starts it and waits until its project is there to be worked on. */
  async start(args: readonly string[] = []): Promise<Page> {
    // Without a path of its own Playwright takes the `electron` package's program and holds the app's start until it
    // has connected; with one, the two race, and rarely neither goes on.
    this.#app = await _electron.launch({
      args: [...asRoot, `--user-data-dir=${this.file('user-data')}`, root, ...args],
      env: studioEnvironment(),
      timeout: 120_000,
    });
    this.#process = this.#app.process();
    this.#page = await this.#app.firstWindow({ timeout: 120_000 });
    await this.#page.getByRole('region', { name: 'Timeline', exact: true }).waitFor({ timeout: 300_000 });
    return this.#page;
  }

  /** Ends it as a crash of the machine would: nothing of it gets to run any more. */
  async kill(): Promise<void> {
    const child = this.app.process();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    this.#app = null;
    this.#page = null;
  }

  /** Ends it at once, without the question about unsaved work; does nothing when it has ended already. */
  async stop(): Promise<void> {
    const app = this.#app;
    this.#app = null;
    this.#page = null;
    const child = this.#process;
    if (!app || !child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // The reply may be lost with the process that would send it.
    await app.evaluate(({ app: main }) => main.exit(0)).catch(() => undefined);
    await ended;
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `test` with a studio, not yet started, that is stopped and cleaned up afterwards. */
export const test = base.extend<{ studio: Studio }>({
  // Playwright reads the dependencies of a fixture from its first parameter's pattern: this one has none.
  studio: async ({}, use, info) => {
    const studio = new Studio();
    try {
      await use(studio);
    } finally {
      if (info.status !== info.expectedStatus) await keepPicture(studio, info.outputPath('window.png'));
      await studio.dispose();
    }
  },
});
export { expect } from '@playwright/test';

async function keepPicture(studio: Studio, file: string): Promise<void> {
  try {
    await studio.page.screenshot({ path: file });
  } catch {
    // The window is gone: then there is nothing to see.
  }
}

/** Where pictures for people to look at are kept (ignored by git). */
export function picturePath(name: string): string {
  const folder = join(root, 'e2e', '.artifacts');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
