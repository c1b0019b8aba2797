import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { AppError } from '../../preload/contract/errors';
import { placeFiles } from '../export/targets';
import { safeFileName } from '../files/file-name';
import { PROJECT_EXTENSION, type ProjectDialogs } from '../project/project-desk';

const PROJECT_KIND = 'GANmix Studio project';

/** The native questions, asked as sheets of `window()`. */
export function nativeDialogs(window: () => BrowserWindow): ProjectDialogs & {
  chooseExportTargets(names: readonly string[], extension: string): Promise<string[] | null>;
  /** The window is to close in the midst of an export: true to give the export up. */
  askStopExport(): Promise<boolean>;
} {
  /** Where the person last chose a file, for the next dialog. */
  let folder = app.getPath('documents');
  const chosen = (path: string | undefined): string | null => {
    if (path === undefined || path === '') return null;
    folder = dirname(path);
    return path;
  };
  const confirmReplace = async (path: string): Promise<boolean> => {
    const { response } = await dialog.showMessageBox(window(), {
      type: 'question',
      message: `Replace “${basename(path)}”?`,
      detail: 'A file of that name exists already.',
      buttons: ['Replace', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  };
  const confirmReplaceAll = async (taken: readonly string[]): Promise<'replace' | 'keep' | null> => {
    const { response } = await dialog.showMessageBox(window(), {
      type: 'question',
      message:
        taken.length === 1 ? `“${taken[0]}” exists already.` : `${taken.length} of the files exist already.`,
      detail: 'Replace them, or keep both and number the new ones?',
      buttons: ['Replace', 'Keep both', 'Cancel'],
      defaultId: 1,
      cancelId: 2,
      noLink: true,
    });
    return response === 0 ? 'replace' : response === 1 ? 'keep' : null;
  };
  const chooseTarget = async (title: string, defaultPath: string, kind: string, extension: string) => {
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      title,
      defaultPath,
      filters: [{ name: kind, extensions: [extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    const path = canceled ? null : chosen(filePath);
    if (path === null || path.toLowerCase().endsWith(`.${extension}`)) return path;
    // GTK's dialog does not add the extension, so it has not asked about the file that will be written.
    const whole = `${path}.${extension}`;
    return existsSync(whole) && !(await confirmReplace(whole)) ? null : whole;
  };

  return {
    async chooseProject() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Open project',
        defaultPath: folder,
        filters: [{ name: PROJECT_KIND, extensions: [PROJECT_EXTENSION] }],
        properties: ['openFile'],
      });
      return canceled ? null : chosen(filePaths[0]);
    },

    chooseProjectTarget: (current) =>
      chooseTarget(
        'Save project',
        current ?? join(folder, `Untitled.${PROJECT_EXTENSION}`),
        PROJECT_KIND,
        PROJECT_EXTENSION,
      ),

    async chooseExportTargets(names, extension) {
      const files = names.map((name) => `${safeFileName(name)}.${extension}`);
      const [only] = files;
      if (files.length === 1 && only !== undefined) {
        const kind = `${extension.toUpperCase()} audio`;
        const target = await chooseTarget('Export', join(folder, only), kind, extension);
        return target === null ? null : [target];
      }
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: `Export ${files.length} files to a folder`,
        defaultPath: folder,
        buttonLabel: 'Export here',
        properties: ['openDirectory', 'createDirectory'],
      });
      const place = canceled ? undefined : filePaths[0];
      if (place === undefined) return null;
      folder = place;
      return placeFiles(place, files, (taken) => confirmReplaceAll(taken));
    },

    async askStopExport() {
      const { response } = await dialog.showMessageBox(window(), {
        type: 'question',
        message: 'An export is still being written.',
        detail: 'If you close the window now, nothing of it is kept.',
        buttons: ['Keep exporting', 'Stop and close'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    },

    async askUnsaved(fileName) {
      const answers = ['save', 'discard', 'cancel'] as const;
      const { response } = await dialog.showMessageBox(window(), {
        type: 'warning',
        message: `Save the changes to ${fileName === null ? 'your project' : `“${fileName}”`}?`,
        detail: 'They are lost if you do not save them.',
        buttons: ['Save', "Don't save", 'Cancel'],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      });
      return answers[response] ?? 'cancel';
    },
  };
}

/** Something went wrong outside the page: the person reads it once, and goes on. */
export async function showTrouble(
  window: BrowserWindow,
  title: string,
  { message, remedy }: Pick<AppError, 'message' | 'remedy'>,
): Promise<void> {
  await dialog.showMessageBox(window, {
    type: 'warning',
    message: title,
    detail: remedy === undefined ? message : `${message}\n${remedy}`,
    buttons: ['OK'],
  });
}
