import { app, dialog, nativeImage, nativeTheme, session, shell, type BrowserWindow } from 'electron';
import type { EventName, EventPayload } from '../../preload/contract/contract';
import { toAppError } from '../../preload/contract/errors';
import { sendEvent, serveRequests } from '../bridge';
import { openDemo } from '../demo/open-demo';
import { ExportDesk } from '../export/export-desk';
import { PartialLedger, sweepLedger } from '../files/partial-ledger';
import { Journal } from '../project/journal';
import { ProjectDesk } from '../project/project-desk';
import { projectArgument } from './arguments';
import { Closing } from './closing';
import { CrashCounter } from './crash-counter';
import { nativeDialogs, showTrouble } from './dialogs';
import { studioHandlers } from './handlers';
import { installMenu, type MenuKeys } from './menu';
import { demoProject, developing, origins, page, personFiles, rendererRoot } from './paths';
import { serveAssets } from './protocol';
import { openServices } from './services';
import { lockDown, openStudioWindow, windowState } from './window';
import { readWindowState, writeWindowState, type WindowState } from './window-state';

/** Between a page's crash and its being loaded again. */
const RELOAD_AFTER_MS = 200;

/** The studio with its window. `projectPath`: a project file named on the command line. */
export async function runStudio(projectPath: string | null): Promise<void> {
  nativeTheme.themeSource = 'dark';
  const folder = app.getPath('userData');
  const files = personFiles(folder);
  let window: BrowserWindow | null = null;
  const send = <N extends EventName>(name: N, payload: EventPayload<N>): void => {
    if (window && !window.isDestroyed()) sendEvent(window.webContents, name, payload);
  };
  const present = (): BrowserWindow => {
    if (window) return window;
    throw new Error('The studio has no window yet.');
  };

  const { services, notice } = await openServices(folder, {
    progress: (payload) => send('sound.progress', payload),
    take: (payload) => send('sound.take', payload),
  });
  services.engine.onStatus((status) => send('inference.status', status));
  const dialogs = nativeDialogs(present);
  const projects = new ProjectDesk(services.library, new Journal(files.journal), dialogs, files.lastProject);
  sweepLedger(files.unfinished);
  const exports = new ExportDesk(new PartialLedger(files.unfinished));
  const dragIcon = nativeImage.createFromPath(page.icon).resize({ width: 48 });
  // Not awaited: the window opens meanwhile, and asks for the project when its page is up.
  const restored = projects.restore(projectPath, () => openDemo(demoProject, services));

  const closing = new Closing({
    askPage: () => send('window.closeRequested', {}),
    askPerson: () => askUnresponsive(present()),
    destroy: () => present().destroy(),
  });
  const handlers = studioHandlers(
    services,
    projects,
    exports,
    {
      launch: async () => {
        await restored;
        return { mode: 'studio', project: projects.current() };
      },
      closeAnswered: () => closing.answered(),
      // After the reply, so that the page does not see its request fail.
      close: () => void setImmediate(() => closing.finish()),
      chooseExportTargets: dialogs.chooseExportTargets,
      exportMoved: () => undefined,
      rendered: () => undefined,
      reveal: (path) => shell.showItemInFolder(path),
      showKeys: (keys) => showMenu(keys),
      drag: (path) => present().webContents.startDrag({ file: path, icon: dragIcon }),
    },
    { version: app.getVersion(), electron: process.versions.electron, platform: process.platform },
  );
  serveRequests(handlers, (windowId) => window?.webContents.id === windowId, origins);
  serveAssets(session.defaultSession, rendererRoot);
  lockDown(session.defaultSession, app);
  const showMenu = (keys: MenuKeys): void =>
    installMenu(
      () => window,
      (contents, command) => sendEvent(contents, 'menu.command', { command }),
      keys,
      developing,
    );
  showMenu({});

  window = openStudioWindow(page, readWindowState(files.window));
  const { webContents } = window;
  const windowId = webContents.id;
  let place: WindowState | null = null;
  /** Asks whether to give up an export. False: the window stays. */
  const stopExport = async (): Promise<boolean> => {
    const stop = await dialogs.askStopExport();
    if (!stop) return false;
    await exports.abandon(windowId);
    return true;
  };
  window.on('close', (event) => {
    place = windowState(present());
    if (exports.writing(windowId)) {
      event.preventDefault();
      void stopExport().then((stopped) => {
        if (stopped) present().close();
      });
      return;
    }
    if (!closing.request()) event.preventDefault();
  });
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    void exports.abandon(windowId);
    void services.pcm.abandon(windowId);
  });
  // The models are loaded before they are asked for, but not before the page is. That they cannot be is shown by the
  // device chip, and told with the first sound.
  webContents.once('did-finish-load', () => {
    services.engine.warm().catch(() => undefined);
  });
  const crashes = new CrashCounter();
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    void exports.abandon(windowId);
    void services.pcm.abandon(windowId);
    projects.recover();
    // Later: Chromium is still taking the dead page apart, and a reload from here brings the whole studio down.
    if (crashes.count(Date.now())) setTimeout(() => webContents.reload(), RELOAD_AFTER_MS);
    else void giveUp(present()).then(() => closing.finish());
  });

  const comeForward = (): BrowserWindow => {
    const target = present();
    if (target.isMinimized()) target.restore();
    target.focus();
    return target;
  };
  const openFromOutside = async (path: string): Promise<void> => {
    const target = comeForward();
    try {
      if (await projects.mayLeave()) send('project.opened', await projects.openPath(path));
    } catch (thrown) {
      await showTrouble(target, 'The project could not be opened.', toAppError(thrown));
    }
  };
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const path = projectArgument(argv.slice(1), workingDirectory);
    if (path !== null) void openFromOutside(path);
    else comeForward();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void openFromOutside(path);
  });
  app.on('window-all-closed', () => {
    const last = [
      exports.abandon(windowId),
      services.pcm.abandon(windowId),
      projects.settled(),
      services.dispose(),
      ...(place ? [writeWindowState(files.window, place)] : []),
    ];
    // Whatever fails here, the person wants the studio closed.
    void Promise.allSettled(last).then(() => app.exit(0));
  });

  if (notice) void showTrouble(window, 'The sound library was repaired.', notice);
  const trouble = await restored;
  if (trouble) void showTrouble(window, `“${trouble.fileName}” could not be opened.`, trouble.error);
}

async function askUnresponsive(window: BrowserWindow): Promise<'wait' | 'close'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer.',
    detail: 'If you close it now, unsaved work is kept and comes back at the next start.',
    buttons: ['Wait', 'Close'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'close' : 'wait';
}

async function giveUp(window: BrowserWindow): Promise<void> {
  await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window keeps crashing.',
    detail:
      'Your work is kept. Start the studio again; if it crashes again, open another project and report the fault.',
    buttons: ['Close'],
  });
}
