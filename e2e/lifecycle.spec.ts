import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { answerNativeDialogs } from './support/native-dialogs';
import { expect, studioCommand, studioEnvironment, test, type Studio } from './support/studio';

const shown = (page: Page) => expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible();
const isDirty = (page: Page) => expect(page).toHaveTitle(/^• /);
const tracks = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const launch = await window.studio.request('app.launch', null);
    return launch.ok && launch.value.mode === 'studio' ? launch.value.project.document.tracks.length : -1;
  });

/** Makes the project dirty, and waits until main has heard of it. Returns how many tracks it has then. */
async function addTrack(page: Page): Promise<number> {
  const before = await tracks(page);
  await page.keyboard.press('Control+t');
  await isDirty(page);
  await expect.poll(() => tracks(page)).toBe(before + 1);
  return before + 1;
}

async function close(studio: Studio): Promise<void> {
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

test('work survives a kill, and closing without saving leaves nothing to recover', async ({ studio }) => {
  let page = await studio.start();
  await shown(page);
  const count = await addTrack(page);
  await studio.kill();

  page = await studio.start();
  await isDirty(page);
  expect(await tracks(page)).toBe(count);

  await answerNativeDialogs(studio.app, { button: 'Cancel' });
  await close(studio);
  await isDirty(page);

  await answerNativeDialogs(studio.app, { button: "Don't save" });
  const ended = once(studio.app.process(), 'exit');
  await close(studio);
  expect((await ended)[0]).toBe(0);

  page = await studio.start();
  await shown(page);
  await expect(page).not.toHaveTitle(/^• /);
});

test('closing saves when the person says so', async ({ studio }) => {
  const page = await studio.start();
  await shown(page);
  const count = await addTrack(page);
  await answerNativeDialogs(studio.app, { button: 'Save', save: studio.file('scene.gmix') });
  const ended = once(studio.app.process(), 'exit');
  await close(studio);
  expect((await ended)[0]).toBe(0);
  expect(existsSync(studio.file('user-data/recovery.json'))).toBe(false);

  const next = await studio.start();
  await expect(next).toHaveTitle(/^scene /);
  expect(await tracks(next)).toBe(count);
});

test('a page that crashes is loaded again with the work in it', async ({ studio }) => {
  const page = await studio.start();
  await shown(page);
  const count = await addTrack(page);
  // The page that Playwright holds is gone with its process: what is asked afterwards is asked through main.
  await studio.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise<void>((resolve) => contents?.once('did-finish-load', resolve));
    contents?.forcefullyCrashRenderer();
    await loaded;
  });
  const inPage = (): Promise<unknown> =>
    studio.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (await contents?.executeJavaScript(
        `window.studio.request('app.launch', null).then(({ value }) => ({
          origin: value.project.origin,
          tracks: value.project.document.tracks.length,
          dirty: document.title.startsWith('• '),
        }))`,
      )) as unknown;
    });
  await expect.poll(inPage).toEqual({ origin: 'recovered', tracks: count, dirty: true });
});

test('a second start without a file brings a minimised window back', async ({ studio }) => {
  await studio.start();
  // No window manager is here that would minimise it.
  await studio.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    const restored = { times: 0 };
    Object.assign(window, { isMinimized: () => true, restore: () => void (restored.times += 1) });
    Object.assign(globalThis, { restored });
  });
  const { executable, args } = studioCommand;
  const second = spawn(executable, [...args, `--user-data-dir=${studio.file('user-data')}`], {
    env: studioEnvironment(),
  });
  expect((await once(second, 'exit'))[0]).toBe(0);
  await expect
    .poll(() =>
      studio.app.evaluate(() => (globalThis as unknown as { restored: { times: number } }).restored.times),
    )
    .toBe(1);
});

test('a second start hands its file to the first, which asks about unsaved work', async ({ studio }) => {
  const page = await studio.start();
  await shown(page);
  await addTrack(page);
  const file = studio.file('scene.gmix');
  await answerNativeDialogs(studio.app, { save: file });
  await page.keyboard.press('Control+s');
  await expect(page).toHaveTitle(/^scene /);
  copyFileSync(file, studio.file('other.gmix'));
  await addTrack(page);

  const openElsewhere = async (): Promise<void> => {
    const { executable, args } = studioCommand;
    const second = spawn(executable, [...args, `--user-data-dir=${studio.file('user-data')}`, 'other.gmix'], {
      cwd: studio.folder,
      env: studioEnvironment(),
      stdio: 'ignore',
    });
    expect((await once(second, 'exit'))[0]).toBe(0);
  };
  await answerNativeDialogs(studio.app, { button: 'Cancel' });
  await openElsewhere();
  await expect(page).toHaveTitle(/^• scene /);
  await answerNativeDialogs(studio.app, { button: "Don't save" });
  await openElsewhere();
  await expect(page).toHaveTitle(/^other /);
});

test('a damaged project is refused where the person looks, and left as it is', async ({ studio }) => {
  const page = await studio.start();
  await shown(page);
  const title = await page.title();
  const file = studio.file('broken.gmix');
  writeFileSync(file, 'PK\x03\x04 but no zip');
  await answerNativeDialogs(studio.app, { open: file });
  await page.keyboard.press('Control+o');
  await expect(page.getByText(/“broken.gmix” is damaged/)).toBeVisible();
  expect(readFileSync(file, 'latin1')).toBe('PK\x03\x04 but no zip');
  expect(await page.title()).toBe(title);
});

test('the page can reach nothing but its own files and its bridge', async ({ studio }) => {
  const page = await studio.start();
  await shown(page);
  // What "Copy prompt" does, with the focus that a click gives.
  await page.getByRole('textbox', { name: 'Prompt' }).click();
  const clipboard = await page.evaluate(async () => ({
    write: await navigator.clipboard.writeText('rain').then(() => 'done', String),
    read: await navigator.clipboard.readText().then(() => 'done', String),
  }));
  expect(clipboard).toEqual({ write: 'done', read: expect.stringContaining('NotAllowedError') });

  const reach = await page.evaluate(async () => {
    const status = async (url: string): Promise<number | string> =>
      fetch(url).then(
        (response) => response.status,
        () => 'refused',
      );
    return {
      node: typeof Reflect.get(window, 'require') + typeof Reflect.get(window, 'process'),
      popup: window.open('https://example.com/') === null,
      outside: await status('https://example.com/'),
      file: await status('file:///etc/passwd'),
      traversal: await status('app://studio/%2e%2e%2f%2e%2e%2fpackage.json'),
      unknown: await window.studio.request('shell.run' as 'app.info', null),
      badInput: await window.studio.request('sound.pcm', { soundId: '../../x' }),
    };
  });
  expect(reach).toMatchObject({
    node: 'undefinedundefined',
    popup: true,
    outside: 'refused',
    file: 'refused',
    traversal: 404,
    unknown: { ok: false, error: { tag: 'invalid-input' } },
    badInput: { ok: false, error: { tag: 'invalid-input' } },
  });
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  expect(page.url()).toBe('app://studio/');

  // A frame of another origin inside the page has no bridge, and could not be framed either.
  const framed = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = 'data:text/html,<p>stranger</p>';
    const settled = new Promise((resolve) => {
      frame.onload = resolve;
      frame.onerror = resolve;
    });
    document.body.append(frame);
    await settled;
    return frame.contentWindow ? Object.hasOwn(frame, 'studio') : false;
  });
  expect(framed).toBe(false);
});

test('a project is named to the page by its file name alone', async ({ studio }) => {
  const page = await studio.start();
  await shown(page);
  const file = studio.file('scene.gmix');
  await answerNativeDialogs(studio.app, { save: file });
  await page.keyboard.press('Control+s');
  await expect(page).toHaveTitle(/^scene /);
  const told = await page.evaluate(() => window.studio.request('app.launch', null));
  expect(JSON.stringify(told)).toContain(basename(file));
  expect(JSON.stringify(told)).not.toContain(studio.folder);
});
