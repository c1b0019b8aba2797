import type { Command } from '../commands/command';
import { importAtPlayhead } from '../import/drop';
import { openDialog } from '../state/dialogs';
import { useLayout } from '../state/layout';
import { newProject, openProject, saveProject, useBusy } from './project';

const idle = (): boolean => useBusy.getState().label === null;

function showTab(leftTab: 'generate' | 'library'): void {
  useLayout.setState({ leftOpen: true, leftTab });
}

/** Commands of the window itself: files, panels and help. */
export const shellCommands: readonly Command[] = [
  { id: 'project.new', label: 'New project', group: 'File', keys: ['Mod+N'], run: newProject },
  {
    id: 'project.open',
    label: 'Open project…',
    group: 'File',
    keys: ['Mod+O'],
    run: openProject,
  },
  {
    id: 'project.save',
    label: 'Save',
    group: 'File',
    keys: ['Mod+S'],
    enabled: idle,
    run: async () => {
      await saveProject(false);
    },
  },
  {
    id: 'project.saveAs',
    label: 'Save as…',
    group: 'File',
    keys: ['Mod+Shift+S'],
    enabled: idle,
    run: async () => {
      await saveProject(true);
    },
  },
  {
    id: 'import.files',
    label: 'Import audio…',
    group: 'File',
    keys: ['Mod+I'],
    run: importAtPlayhead,
  },
  {
    id: 'app.settings',
    label: 'Settings…',
    group: 'File',
    keys: ['Mod+,'],
    run: () => openDialog('settings'),
  },
  {
    id: 'view.generate',
    label: 'Show Generate',
    group: 'View',
    keys: ['Mod+1'],
    run: () => showTab('generate'),
  },
  {
    id: 'view.library',
    label: 'Show Library',
    group: 'View',
    keys: ['Mod+2'],
    run: () => showTab('library'),
  },
  {
    id: 'view.leftPanel',
    label: 'Show or hide the left panel',
    group: 'View',
    keys: ['Mod+B'],
    run: () => useLayout.setState(({ leftOpen }) => ({ leftOpen: !leftOpen })),
  },
  {
    id: 'view.dock',
    label: 'Show or hide the dock',
    group: 'View',
    keys: ['Mod+J'],
    run: () => useLayout.setState(({ dockOpen }) => ({ dockOpen: !dockOpen })),
  },
  {
    id: 'help.commands',
    label: 'Find a command…',
    group: 'Help',
    keys: ['Mod+K', 'Mod+Shift+P'],
    run: () => openDialog('palette'),
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Help',
    keys: ['?', 'F1'],
    run: () => openDialog('shortcuts'),
  },
];
