import { tmpdir } from 'node:os';
import { app, dialog } from 'electron';
import { toAppError } from '../preload/contract/errors';
import { parseLaunch, type LaunchMode } from './app/arguments';
import { runHeadless, type HeadlessMode } from './app/headless';
import { registerScheme } from './app/protocol';
import { runStudio } from './app/studio';
import { openScratchFolder } from './files/scratch-folder';

registerScheme();

/** In development the first argument is Electron's own: the app's folder. */
const args = process.argv.slice(app.isPackaged ? 1 : 2);

function inWords(thrown: unknown): string {
  const { message, remedy } = toAppError(thrown);
  return remedy === undefined ? message : `${message} ${remedy}`;
}

/**
 * One job, no window to be seen. It keeps nothing of the person's: library, models' findings and the page's own storage
 * live in a folder of their own, so that it can run beside an open studio.
 */
async function headless(launch: HeadlessMode): Promise<number> {
  // No window stays open in between; that must not end the job.
  app.on('window-all-closed', () => undefined);
  try {
    const folder = openScratchFolder(tmpdir());
    app.setPath('userData', folder);
    await app.whenReady();
    for (const line of await runHeadless(launch, folder)) console.log(line);
    return 0;
  } catch (thrown) {
    console.error(inWords(thrown));
    return 1;
  }
}

async function studio(launch: Extract<LaunchMode, { mode: 'studio' }>): Promise<void> {
  // The second studio hands its file to the first and ends: two would write the same library.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  let projectPath = launch.projectPath;
  // macOS names the file that the studio was opened with before the app is ready.
  const onOpenFile = (event: Electron.Event, path: string): void => {
    event.preventDefault();
    projectPath = path;
  };
  app.on('open-file', onOpenFile);
  await app.whenReady();
  app.off('open-file', onOpenFile);
  try {
    await runStudio(projectPath);
  } catch (thrown) {
    console.error(thrown);
    dialog.showErrorBox('The studio could not start.', inWords(thrown));
    app.exit(1);
  }
}

try {
  const launch = parseLaunch(args, process.cwd());
  if (launch.mode === 'studio') void studio(launch);
  else void headless(launch).then((code) => app.exit(code));
} catch (thrown) {
  console.error(inWords(thrown));
  app.exit(1);
}
