import { join } from 'node:path';
import { app } from 'electron';
import { LEDGER_FOLDER } from '../files/partial-ledger';
import { APP_ORIGIN } from './assets';
import type { PageSource } from './window';

const built = import.meta.dirname;

/** The development server's page, when there is one; never in a packaged studio. */
const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;

export const developing = developmentUrl !== undefined;

/** Scheme and host that the page is loaded from: messages from any other are refused. */
export const origins: readonly string[] =
  developmentUrl === undefined ? [APP_ORIGIN] : [new URL(developmentUrl).origin];

/** Model packs and resources lie beside the app: packaged, outside its asar archive, where native code can open them. */
const beside = (...names: string[]): string =>
  join(app.isPackaged ? process.resourcesPath : join(built, '../..'), ...names);
const resource = (...names: string[]): string =>
  app.isPackaged ? beside(...names) : beside('resources', ...names);

export const modelsFolder = beside('models');
export const demoProject = resource('demo', 'demo.gmix');

export const page: PageSource = {
  url: developmentUrl ?? `${APP_ORIGIN}/`,
  preload: join(built, '../preload/index.cjs'),
  icon: resource('icon.png'),
};

export const rendererRoot = join(built, '../renderer');

/** The inference host's own bundle: Electron starts a utility process from a file. */
export const inferenceHost = join(built, 'inference-host.js');

/** Where the studio keeps what is the person's, in Electron's user data folder. */
export const personFiles = (folder: string) => ({
  library: join(folder, 'library'),
  incoming: join(folder, 'library', 'incoming'),
  outgoing: join(folder, 'outgoing'),
  settings: join(folder, 'settings.json'),
  presets: join(folder, 'presets.json'),
  journal: join(folder, 'recovery.json'),
  lastProject: join(folder, 'last-project.json'),
  unfinished: join(folder, LEDGER_FOLDER),
  window: join(folder, 'window.json'),
  providers: join(folder, 'inference', 'providers.json'),
});
