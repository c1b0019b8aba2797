import type { Launch } from '../../preload/contract/contract';
import type { AppError } from '../../preload/contract/errors';
import type { Handlers } from '../bridge/dispatch';
import type { ExportDesk } from '../export/export-desk';
import type { ProjectDesk } from '../project/project-desk';
import type { Services } from './services';

/** What a request may do to the window it came from. */
export type WindowActions = {
  launch(): Launch | Promise<Launch>;
  /** The page deals with being asked to close. */
  closeAnswered(): void;
  close(): void;
  chooseExportTarget(suggestedName: string): Promise<string | null>;
  /** An export was written to, finished or given up. */
  exportMoved(exportId: string, state: 'writing' | 'finished' | 'failed', error?: AppError): void;
  reveal(path: string): void;
};

export type AppInfo = { version: string; electron: string; platform: string };

/** The contract's requests, each carried out by the service it belongs to. */
export function studioHandlers(
  { library, settings, engine, generation }: Services,
  projects: ProjectDesk,
  exports: ExportDesk,
  window: WindowActions,
  info: AppInfo,
): Handlers {
  return {
    'app.launch': () => window.launch(),
    'app.info': () => info,

    'sound.generate': async (request) => ({ sounds: await generation.generate(request) }),
    'sound.cancel': ({ jobId }) => ({ found: generation.cancel(jobId) }),
    'sound.list': (search) => ({ sounds: library.list(search) }),
    'sound.pcm': ({ soundId }) => library.pcm(soundId),
    'sound.star': ({ soundId, starred }) => library.star(soundId, starred),

    'inference.status': () => engine.status(),
    'settings.get': () => settings.get(),
    'settings.set': async (wanted) => {
      const kept = await settings.set(wanted);
      engine.configure(kept);
      return kept;
    },

    'project.new': () => projects.startNew(),
    'project.open': () => projects.open(),
    'project.save': ({ document, saveAs }) => projects.save(document, saveAs),
    'project.autosave': async ({ document, unsaved }) => {
      await projects.autosave(document, unsaved);
      return null;
    },
    'project.confirmLeave': () => {
      window.closeAnswered();
      return projects.confirmLeave();
    },
    'project.closeWindow': async () => {
      await projects.leave();
      window.close();
      return null;
    },

    'export.begin': async ({ suggestedName, ...plan }, { windowId }) => {
      const target = await window.chooseExportTarget(suggestedName);
      return target === null ? null : exports.begin({ ...plan, target }, windowId);
    },
    'export.write': async ({ exportId, channels }, { windowId }) => {
      await exports.write(exportId, channels, windowId);
      window.exportMoved(exportId, 'writing');
      return null;
    },
    'export.finish': async ({ exportId }, { windowId }) => {
      const finished = await exports.finish(exportId, windowId);
      window.exportMoved(exportId, 'finished');
      return finished;
    },
    'export.cancel': async ({ exportId }, { windowId }) => {
      await exports.cancel(exportId, windowId);
      return null;
    },
    'export.reveal': ({ exportId }, { windowId }) => {
      window.reveal(exports.finishedPath(exportId, windowId));
      return null;
    },
    'export.failed': async ({ exportId, error }, { windowId }) => {
      await exports.cancel(exportId, windowId);
      window.exportMoved(exportId, 'failed', error);
      return null;
    },
  };
}
