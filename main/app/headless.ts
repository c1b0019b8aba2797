import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { app, session } from 'electron';
import type { ExportFormat } from '../../preload/contract/contract';
import type { ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import { serveRequests } from '../bridge';
import { makeDemo } from '../demo/make-demo';
import { ExportDesk } from '../export/export-desk';
import { onDisk } from '../files/disk-error';
import { Journal } from '../project/journal';
import { ProjectDesk } from '../project/project-desk';
import { readProject } from '../project/read-project';
import { writeProject } from '../project/write-project';
import type { LaunchMode } from './arguments';
import { studioHandlers } from './handlers';
import { origins, page, personFiles, rendererRoot } from './paths';
import { serveAssets } from './protocol';
import { openServices, type Services } from './services';
import { Watchdog } from './watchdog';
import { lockDown, openRenderWindow } from './window';

export type HeadlessMode = Exclude<LaunchMode, { mode: 'studio' }>;

/** Longest silence of a render: its longest step without a word is the mixing of one block. */
const QUIET_MS = 120_000;

/** Does one job without a window to be seen, and returns the file it wrote. `folder` is thrown away afterwards. */
export async function runHeadless(launch: HeadlessMode, folder: string): Promise<string> {
  // On the CPU: the demo is the same everywhere, and a run that remembers nothing would measure the others every time.
  const silent = { progress: () => undefined, take: () => undefined };
  const { services } = await openServices(folder, silent, 'cpu');
  try {
    await onDisk(`The folder of “${launch.out}” could not be made`, () =>
      mkdir(dirname(launch.out), { recursive: true }),
    );
    if (launch.mode === 'demo-project') {
      await writeProject(launch.out, await demo(services), services.library, { compact: true });
    } else {
      const document =
        launch.mode === 'demo'
          ? await demo(services)
          : await readProject(launch.projectPath, services.library);
      await renderDocument(document, launch.out, launch.format, services, folder);
    }
    return launch.out;
  } finally {
    await services.dispose();
  }
}

const demo = ({ generation }: Services): Promise<ProjectDocument> =>
  makeDemo((request) => generation.generate(request));

/** Nobody is there to answer: every question is answered with "no". */
const noDialogs = {
  chooseProject: () => Promise.resolve(null),
  chooseProjectTarget: () => Promise.resolve(null),
  askUnsaved: () => Promise.resolve('cancel' as const),
};

/** Mixes in a hidden window, by the same graph as the studio's own export, into a file that appears when it is complete. */
async function renderDocument(
  document: ProjectDocument,
  out: string,
  format: ExportFormat,
  services: Services,
  folder: string,
): Promise<void> {
  const files = personFiles(folder);
  const projects = new ProjectDesk(
    services.library,
    new Journal(files.journal),
    noDialogs,
    files.lastProject,
  );
  const exports = new ExportDesk();
  let resolve: () => void = () => undefined;
  let reject: (error: StudioError) => void = () => undefined;
  const rendered = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  const watchdog = new Watchdog(QUIET_MS, () =>
    reject(
      new StudioError(
        'internal',
        'The render stopped moving.',
        'Try again; bypass effects to find what stops it.',
      ),
    ),
  );
  serveAssets(session.defaultSession, rendererRoot);
  lockDown(session.defaultSession, app);

  const window = openRenderWindow(page.preload);
  const { webContents } = window;
  const windowId = webContents.id;
  try {
    const { exportId } = await exports.begin({ target: out, format, channels: 2, frames: null }, windowId);
    const handlers = studioHandlers(
      services,
      projects,
      exports,
      {
        launch: () => {
          watchdog.moved();
          return { mode: 'render', document, format, exportId };
        },
        closeAnswered: () => undefined,
        close: () => undefined,
        chooseExportTarget: () => Promise.resolve(null),
        exportMoved: (_id, state, error) => {
          watchdog.moved();
          if (state === 'finished') resolve();
          if (state === 'failed')
            reject(error ? new StudioError(error.tag, error.message, error.remedy) : pageGone());
        },
        reveal: () => undefined,
      },
      { version: app.getVersion(), electron: process.versions.electron, platform: process.platform },
    );
    serveRequests(handlers, (id) => id === windowId, origins);
    webContents.on('render-process-gone', () => reject(pageGone()));
    webContents.on('did-fail-load', () => reject(pageGone()));
    await window.loadURL(page.url);
    await rendered;
  } finally {
    watchdog.stop();
    await exports.abandon(windowId);
    window.destroy();
  }
}

const pageGone = (): StudioError =>
  new StudioError(
    'internal',
    'The process that mixes the sound ended.',
    'Try again; if it happens again, report it.',
  );
