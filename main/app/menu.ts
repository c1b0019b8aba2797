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

/** Builds the application menu; `send` passes a command to the page of the window in front. */
export function installMenu(
  frontWindow: () => BrowserWindow | null,
  send: (page: Electron.WebContents, command: MenuCommand) => void,
  developing: boolean,
): void {
  const run = async (command: MenuCommand): Promise<void> => {
    const page = frontWindow()?.webContents;
    if (!page || page.isDestroyed()) return;
    const edit = textCommands[command];
    if (edit && (await isTyping(page))) edit(page);
    else send(page, command);
  };
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => void run(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  /** A key without a modifier belongs to the page (it is also a letter to type): shown here, never taken. */
  const keyItem = (label: string, command: MenuCommand, key: string): MenuItemConstructorOptions =>
    mac ? item(label, command) : { ...item(label, command, key), registerAccelerator: false };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = item('Settings…', 'app.settings', 'CommandOrControl+,');

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
        item('New Project', 'project.new', 'CommandOrControl+N'),
        item('Open…', 'project.open', 'CommandOrControl+O'),
        separator,
        item('Save', 'project.save', 'CommandOrControl+S'),
        item('Save As…', 'project.saveAs', 'CommandOrControl+Shift+S'),
        separator,
        item('Export Mix…', 'export.open', 'CommandOrControl+E'),
        separator,
        ...(mac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'edit.undo', 'CommandOrControl+Z'),
        item('Redo', 'edit.redo', mac ? 'Command+Shift+Z' : 'Control+Y'),
        separator,
        item('Cut', 'edit.cut', 'CommandOrControl+X'),
        item('Copy', 'edit.copy', 'CommandOrControl+C'),
        item('Paste', 'edit.paste', 'CommandOrControl+V'),
        keyItem('Delete', 'edit.delete', 'Delete'),
        separator,
        item('Duplicate', 'edit.duplicate', 'CommandOrControl+D'),
        keyItem('Split at Playhead', 'edit.split', 'S'),
        item('Select All', 'edit.selectAll', 'CommandOrControl+A'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Zoom In', 'view.zoomIn', 'CommandOrControl+='),
        item('Zoom Out', 'view.zoomOut', 'CommandOrControl+-'),
        item('Zoom to Fit', 'view.zoomFit', 'CommandOrControl+0'),
        separator,
        { role: 'togglefullscreen' },
        ...(developing ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { label: '&Transport', submenu: [keyItem('Play / Stop', 'transport.play', 'Space')] },
    { label: '&Help', submenu: [item('Keyboard Shortcuts', 'help.shortcuts', 'F1')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
