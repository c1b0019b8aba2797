import type { ElectronApplication } from '@playwright/test';

/** What the person would answer in the operating system's own dialogs, which no test can click. */
export type DialogAnswers = {
  /** file chosen to save to; null: cancelled */
  save?: string | null;
  /** file chosen to open; null: cancelled */
  open?: string | null;
  /** label of the button pressed in a question */
  button?: string;
};

/**
 * Replaces the native dialogs at the boundary, in the main process: everything on our side of it, from the request in
 * the window to the file on disk, stays the real thing. Each call replaces the answers of the one before.
 */
export async function answerNativeDialogs(app: ElectronApplication, answers: DialogAnswers): Promise<void> {
  await app.evaluate(({ dialog }, { save, open, button }) => {
    type Question = { message: string; buttons?: string[] };
    const unexpected = (what: string): never => {
      throw new Error(`The studio asked for ${what}, which this test does not expect.`);
    };
    const ask = (...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => {
      const question = args.at(-1) as Question;
      const response = button === undefined ? -1 : (question.buttons ?? []).indexOf(button);
      if (response < 0) unexpected(`an answer to “${question.message}” (${String(question.buttons)})`);
      return Promise.resolve({ response, checkboxChecked: false });
    };
    const target = (): Promise<{ canceled: boolean; filePath: string }> => {
      if (save === undefined) unexpected('a file to save to');
      return Promise.resolve({ canceled: save === null, filePath: save ?? '' });
    };
    const source = (): Promise<{ canceled: boolean; filePaths: string[] }> => {
      if (open === undefined) return unexpected('a file to open');
      return Promise.resolve({ canceled: open === null, filePaths: open === null ? [] : [open] });
    };
    Object.assign(dialog, { showMessageBox: ask, showSaveDialog: target, showOpenDialog: source });
  }, answers);
}
