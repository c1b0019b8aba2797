import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { AppError } from '../../preload/contract/errors';
import { PROJECT_EXTENSION, type ProjectDialogs } from '../project/project-desk';

const PROJECT_KIND = 'GANmix Studio project';

/** A file name made of what a person typed, without the characters that some file system refuses. */
export const safeFileName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120) || 'Untitled';

/** The native questions, asked as sheets of `window()`. */
export function nativeDialogs(window: () => BrowserWindow): ProjectDialogs & {
  chooseExportTarget(suggestedName: string): Promise<string | null>;
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

    chooseExportTarget(suggestedName) {
      const name = safeFileName(suggestedName.replace(/\.wav$/i, ''));
      return chooseTarget('Export mix', join(folder, `${name}.wav`), 'WAV audio', 'wav');
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
