import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';

/** Ids of the renderer's command table that the menu offers. */
export type MenuCommand =
  | 'project.new'
  | 'project.open'
  | 'project.save'
  | 'project.saveAs'
  | 'export.open'
  | 'edit.undo'
  | 'edit.redo'
  | 'edit.cut'
  | 'edit.copy'
  | 'edit.paste'
  | 'edit.delete'
  | 'edit.duplicate'
  | 'edit.split'
  | 'edit.selectAll'
  | 'view.zoomIn'
  | 'view.zoomOut'
  | 'view.zoomFit'
  | 'transport.play'
  | 'help.shortcuts'
  | 'app.settings';

const mac = process.platform === 'darwin';

/** Edit commands that mean the text, and not the timeline, while a text field has the focus. */
const textCommands: Partial<Record<MenuCommand, (page: Electron.WebContents) => void>> = {
  'edit.undo': (page) => page.undo(),
  'edit.redo': (page) => page.redo(),
  'edit.cut': (page) => page.cut(),
  'edit.copy': (page) => page.copy(),
  'edit.paste': (page) => page.paste(),
  'edit.delete': (page) => page.delete(),
  'edit.selectAll': (page) => page.selectAll(),
};

/** Whether the page's focus is where a person types. */
const typing = `(() => {
  const element = document.activeElement;
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable) ||
    (element instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'range'].includes(element.type));
})()`;

/** World of our own beside the page's and the preload's, so the page cannot change what the question means. */
const QUESTION_WORLD = 1001;

async function isTyping(page: Electron.WebContents): Promise<boolean> {
  return (await page.executeJavaScriptInIsolatedWorld(QUESTION_WORLD, [{ code: typing }])) === true;
}

/** Accelerators by command id: the page's table of commands knows them, and tells when they change. */
export type MenuKeys = Readonly<Record<string, string>>;

/** What Electron takes for an accelerator; a key it does not know is not shown, and works in the page all the same. */
const isAccelerator = (key: string): boolean =>
  /^((CommandOrControl|Control|Alt|Shift)\+)*([A-Z0-9]|F\d\d?|Plus|Space|Delete|Backspace|Insert|Home|End|PageUp|PageDown|Up|Down|Left|Right|[,.=\-/;'[\]\\`])$/.test(
    key,
  );

/** Builds the application menu; `send` passes a command to the page of the window in front. */
export function installMenu(
  frontWindow: () => BrowserWindow | null,
  send: (page: Electron.WebContents, command: MenuCommand) => void,
  keys: MenuKeys,
  developing: boolean,
): void {
  const run = async (command: MenuCommand): Promise<void> => {
    const page = frontWindow()?.webContents;
    if (!page || page.isDestroyed()) return;
    const edit = textCommands[command];
    if (edit && (await isTyping(page))) edit(page);
    else send(page, command);
  };
  const item = (label: string, command: MenuCommand): MenuItemConstructorOptions => {
    const key = keys[command];
    const click = (): void => void run(command);
    if (key === undefined || !isAccelerator(key)) return { label, click };
    // A key without a modifier belongs to the page (it is also a letter to type): shown here, never taken.
    const modified = key.includes('CommandOrControl');
    if (mac && !modified) return { label, click };
    return { label, click, accelerator: key, registerAccelerator: modified };
  };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = item('Settings…', 'app.settings');

  const macMenu: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };

  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [macMenu] : []),
    {
      label: '&File',
      submenu: [
        item('New Project', 'project.new'),
        item('Open…', 'project.open'),
        separator,
        item('Save', 'project.save'),
        item('Save As…', 'project.saveAs'),
        separator,
        item('Export Mix…', 'export.open'),
        separator,
        ...(mac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'edit.undo'),
        item('Redo', 'edit.redo'),
        separator,
        item('Cut', 'edit.cut'),
        item('Copy', 'edit.copy'),
        item('Paste', 'edit.paste'),
        item('Delete', 'edit.delete'),
        separator,
        item('Duplicate', 'edit.duplicate'),
        item('Split at Playhead', 'edit.split'),
        item('Select All', 'edit.selectAll'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Zoom In', 'view.zoomIn'),
        item('Zoom Out', 'view.zoomOut'),
        item('Zoom to Fit', 'view.zoomFit'),
        separator,
        { role: 'togglefullscreen' },
        ...(developing ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { label: '&Transport', submenu: [item('Play / Stop', 'transport.play')] },
    { label: '&Help', submenu: [item('Keyboard Shortcuts', 'help.shortcuts')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
