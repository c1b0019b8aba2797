import { BrowserWindow, screen, type Session } from 'electron';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow, type WindowState } from './window-state';

export type PageSource = {
  /** URL of the page: the built one, or the development server's */
  readonly url: string;
  readonly preload: string;
  /** PNG for the window's own icon */
  readonly icon: string;
};

/** The studio's dark ground, so that nothing flashes white before the page has painted. */
const BACKGROUND = '#15171b';

const webPreferences = (preload: string) => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  // Play may be asked for from the menu, which Chromium does not count as a gesture in the page.
  autoplayPolicy: 'no-user-gesture-required' as const,
});

/** The studio's window, where it was last time. */
export function openStudioWindow(page: PageSource, saved: WindowState | null): BrowserWindow {
  const window = new BrowserWindow({
    ...placeWindow(
      saved,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    // Linux takes it from here; Windows and macOS have it in the program.
    ...(process.platform === 'linux' ? { icon: page.icon } : {}),
    backgroundColor: BACKGROUND,
    // The page has its own file menu; Alt shows this one.
    autoHideMenuBar: true,
    title: 'GANmix Studio',
    webPreferences: {
      ...webPreferences(page.preload),
      // A minimised studio goes on playing, and its timers go on feeding the audio clock.
      backgroundThrottling: false,
    },
  });
  if (saved?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  void window.loadURL(page.url);
  return window;
}

export const windowState = (window: BrowserWindow): WindowState => ({
  bounds: window.getNormalBounds(),
  maximized: window.isMaximized(),
});

/** A window nobody sees, which renders one document; its page is yet to be loaded. */
export const openRenderWindow = (preload: string): BrowserWindow =>
  new BrowserWindow({
    show: false,
    webPreferences: { ...webPreferences(preload), backgroundThrottling: false },
  });

/** The one permission the page needs: to put text on the clipboard ("Copy prompt"). It can read nothing from there. */
const isGranted = (permission: string): boolean => permission === 'clipboard-sanitized-write';

/** Nothing in the studio leaves its own page or opens another. */
export function lockDown(session: Session, app: Electron.App): void {
  session.setPermissionRequestHandler((_page, permission, decide) => decide(isGranted(permission)));
  session.setPermissionCheckHandler((_page, permission) => isGranted(permission));
  session.setDevicePermissionHandler(() => false);
  app.on('web-contents-created', (_event, page) => {
    page.setWindowOpenHandler(() => ({ action: 'deny' }));
    page.on('will-navigate', (event) => event.preventDefault());
    page.on('will-redirect', (event) => event.preventDefault());
    page.on('will-attach-webview', (event) => event.preventDefault());
  });
}
