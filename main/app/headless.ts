import { mkdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { app, session } from 'electron';
import type { ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import type { ExportOptions, LoudnessReport, RenderOutcome } from '../../preload/contract/export';
import { serveRequests } from '../bridge';
import { makeDemo } from '../demo/make-demo';
import { ExportDesk } from '../export/export-desk';
import { placeFiles } from '../export/targets';
import { onDisk } from '../files/disk-error';
import { safeFileName } from '../files/file-name';
import { PartialLedger } from '../files/partial-ledger';
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

/** Does one job without a window to be seen, and returns what to tell of it, line by line. `folder` is thrown away afterwards. */
export async function runHeadless(launch: HeadlessMode, folder: string): Promise<string[]> {
  // On the CPU: the demo is the same everywhere, and a run that remembers nothing would measure the others every time.
  const silent = { progress: () => undefined, take: () => undefined };
  const { services } = await openServices(folder, silent, 'cpu');
  try {
    await onDisk(`The folder of “${launch.out}” could not be made`, () =>
      mkdir(dirname(launch.out), { recursive: true }),
    );
    if (launch.mode === 'demo-project') {
      await writeProject(launch.out, await demo(services), services.library, { compact: true });
      return [launch.out];
    }
    const [document, name] =
      launch.mode === 'demo'
        ? [await demo(services), 'Demo']
        : [await readProject(launch.projectPath, services.library), parse(launch.projectPath).name];
    return await renderDocument(
      { document, name, out: launch.out, options: launch.options, range: inSamples(launch.range, document) },
      services,
      folder,
    );
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

type Range = { start: number; end: number };

const inSamples = (seconds: Range | null, { sampleRate }: ProjectDocument): Range | null =>
  seconds && { start: Math.round(seconds.start * sampleRate), end: Math.round(seconds.end * sampleRate) };

type Render = {
  document: ProjectDocument;
  name: string;
  out: string;
  options: ExportOptions;
  /** time selection, in samples */
  range: Range | null;
};

/**
 * Exports in a hidden window, by the same code as the studio's own dialog. One file is `out`; several go to a folder of
 * that name. Existing files are replaced, as command lines do. Returns a line for each file.
 */
async function renderDocument(
  { document, name, out, options, range }: Render,
  services: Services,
  folder: string,
): Promise<string[]> {
  const targets: string[] = [];
  const files = personFiles(folder);
  const projects = new ProjectDesk(
    services.library,
    new Journal(files.journal),
    noDialogs,
    files.lastProject,
  );
  const exports = new ExportDesk(new PartialLedger(files.unfinished));
  let resolve: (outcome: RenderOutcome) => void = () => undefined;
  let reject: (error: StudioError) => void = () => undefined;
  const rendered = new Promise<RenderOutcome>((onResolve, onReject) => {
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
    const handlers = studioHandlers(
      services,
      projects,
      exports,
      {
        launch: () => {
          watchdog.moved();
          return { mode: 'render', document, name, options, range };
        },
        closeAnswered: () => undefined,
        close: () => undefined,
        chooseExportTargets: async (names, extension) => {
          const chosen = await renderTargets(out, names, extension);
          targets.push(...chosen);
          return chosen;
        },
        exportMoved: () => watchdog.moved(),
        rendered: (outcome) => {
          const { error } = outcome;
          if (error) reject(new StudioError(error.tag, error.message, error.remedy));
          else resolve(outcome);
        },
        reveal: () => undefined,
        showKeys: () => undefined,
        drag: () => undefined,
      },
      { version: app.getVersion(), electron: process.versions.electron, platform: process.platform },
    );
    serveRequests(handlers, (id) => id === windowId, origins);
    webContents.on('render-process-gone', () => reject(pageGone()));
    webContents.on('did-fail-load', () => reject(pageGone()));
    await window.loadURL(page.url);
    const { files: written } = await rendered;
    return targets.map((target, index) => line(target, written[index]?.report ?? null));
  } finally {
    watchdog.stop();
    await exports.abandon(windowId);
    window.destroy();
  }
}

async function renderTargets(out: string, names: readonly string[], extension: string): Promise<string[]> {
  if (names.length === 1) return [out];
  await onDisk(`The folder “${out}” could not be made`, () => mkdir(out, { recursive: true }));
  const files = names.map((each) => `${safeFileName(each)}.${extension}`);
  return (
    (await placeFiles(out, files, () => Promise.resolve('replace'))) ?? files.map((file) => join(out, file))
  );
}

/** "mix.wav  -23.0 LUFS, -1.2 dBTP" */
function line(target: string, report: LoudnessReport | null): string {
  const figures = [
    ...(report === null || report.integrated === null ? [] : [`${report.integrated.toFixed(1)} LUFS`]),
    ...(report === null || report.truePeakDb === null ? [] : [`${report.truePeakDb.toFixed(1)} dBTP`]),
  ];
  return figures.length > 0 ? `${target}  ${figures.join(', ')}` : target;
}

const pageGone = (): StudioError =>
  new StudioError(
    'internal',
    'The process that mixes the sound ended.',
    'Try again; if it happens again, report it.',
  );
