import type { Launch } from '../../preload/contract/contract';
import type { RenderOutcome } from '../../preload/contract/export';
import { usedSounds } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import type { Handlers } from '../bridge/dispatch';
import type { ExportDesk } from '../export/export-desk';
import { findMp3Program, mp3Remedy, requireMp3Program } from '../export/encoders/mp3-program';
import type { ProjectDesk } from '../project/project-desk';
import type { Services } from './services';

/**
 * An export of so much takes minutes and hundreds of megabytes: until it is done, the models need not lie in memory as
 * well. About ten minutes of stereo at 24 bits.
 */
const LONG_EXPORT_BYTES = 150e6;

/** What a request may do to the window it came from. */
export type WindowActions = {
  launch(): Launch | Promise<Launch>;
  /** The page deals with being asked to close. */
  closeAnswered(): void;
  close(): void;
  /** Absolute paths for files of these names (no extension yet), in one folder; null when the person cancels. */
  chooseExportTargets(names: readonly string[], extension: string): Promise<string[] | null>;
  /** An export was written to. */
  exportMoved(): void;
  /** A `render` window is done. */
  rendered(outcome: RenderOutcome): void;
  reveal(path: string): void;
  /** Accelerators for the system's menu, by command id. */
  showKeys(keys: Readonly<Record<string, string>>): void;
  /** Drags a file out of the window; the pointer is down in the page. */
  drag(path: string): void;
};

export type AppInfo = { version: string; electron: string; platform: string };

/** The contract's requests, each carried out by the service it belongs to. */
export function studioHandlers(
  { library, pcm, outgoing, settings, presets, engine, generation }: Services,
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
    'sound.pcm': async ({ soundId, window: part }) => ({
      ...(await library.pcm(soundId, part)),
      frames: library.get(soundId).sound.frames,
    }),
    'sound.star': ({ soundId, starred }) => library.star(soundId, starred),
    'sound.rename': ({ soundId, name }) => library.rename(soundId, name),
    'sound.remove': async ({ soundId }) => {
      if (usedSounds(projects.current().document).has(soundId)) {
        throw new StudioError(
          'busy',
          'The open project uses this sound.',
          'Delete its clips and takes first, or open another project.',
        );
      }
      await library.remove(soundId);
      return null;
    },
    'sound.restore': ({ soundId }) => library.restore(soundId),
    'sound.add': async ({ streamId, name, rendered }, { windowId }) =>
      library.take(name, await pcm.take(streamId, windowId), rendered),

    'pcm.begin': async (format, { windowId }) => ({ streamId: await pcm.begin(format, windowId) }),
    'pcm.write': async ({ streamId, channels }, { windowId }) => {
      await pcm.write(streamId, channels, windowId);
      return null;
    },
    'pcm.cancel': async ({ streamId }, { windowId }) => {
      await pcm.cancel(streamId, windowId);
      return null;
    },

    'outgoing.sound': async ({ soundId }) => ({ fileId: await outgoing.sound(soundId) }),
    'outgoing.add': async ({ streamId, name }, { windowId }) => ({
      fileId: await outgoing.add(name, await pcm.take(streamId, windowId)),
    }),
    'outgoing.drag': async ({ fileId }) => {
      window.drag(await outgoing.path(fileId));
      return null;
    },
    'outgoing.reveal': async ({ fileId }) => {
      window.reveal(await outgoing.path(fileId));
      return null;
    },

    'preset.list': () => ({ presets: presets.list() }),
    'preset.save': async (preset) => ({ presets: await presets.save(preset) }),
    'preset.remove': async ({ presetId }) => ({ presets: await presets.remove(presetId) }),

    'inference.status': () => engine.status(),
    'settings.get': () => settings.get(),
    'settings.set': async (wanted) => {
      const kept = await settings.set(wanted);
      engine.configure(kept);
      return kept;
    },

    'menu.keys': ({ keys }) => {
      window.showKeys(keys);
      return null;
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

    'export.mp3Program': async () => ({ name: (await findMp3Program())?.kind ?? null, remedy: mp3Remedy }),
    'export.open': async ({ names, codec, bytes }, { windowId }) => {
      // Before the person is asked where to, and before anything is rendered.
      if (codec === 'mp3') await requireMp3Program();
      const targets = await window.chooseExportTargets(names, codec);
      if (targets === null) return null;
      const job = await exports.open(targets, bytes, windowId);
      if (bytes > LONG_EXPORT_BYTES) engine.rest();
      return job;
    },
    'export.begin': async (plan, { windowId }) => ({ exportId: await exports.begin(plan, windowId) }),
    'export.write': async ({ exportId, channels }, { windowId }) => {
      await exports.write(exportId, channels, windowId);
      window.exportMoved();
      return null;
    },
    'export.packets': async ({ exportId, head, packets }, { windowId }) => {
      await exports.writePackets(exportId, head, packets, windowId);
      window.exportMoved();
      return null;
    },
    'export.finish': async ({ exportId, frames, report }, { windowId }) => ({
      bytes: await exports.finish(exportId, frames, report, windowId),
    }),
    'export.scratch': async ({ jobId, channels }, { windowId }) => ({
      exportId: await exports.scratch(jobId, channels, windowId),
    }),
    'export.read': async ({ exportId, frame, frames }, { windowId }) => {
      window.exportMoved();
      return { channels: await exports.read(exportId, frame, frames, windowId) };
    },
    'export.cancel': async ({ exportId }, { windowId }) => {
      await exports.cancel(exportId, windowId);
      return null;
    },
    'export.commit': async ({ jobId }, { windowId }) => {
      await exports.commit(jobId, windowId);
      return null;
    },
    'export.abandon': async ({ jobId }, { windowId }) => {
      await exports.abandonJob(jobId, windowId);
      return null;
    },
    'export.reveal': ({ jobId }, { windowId }) => {
      window.reveal(exports.committedPath(jobId, windowId));
      return null;
    },
    'export.rendered': (outcome) => {
      window.rendered(outcome);
      return null;
    },
  };
}
