import { listenToKeys } from '../commands/dispatcher';
import { commandForKey } from '../commands/keymap';
import { runCommand } from '../commands/table';
import { followShortcuts } from './shortcuts';
import { toggleFreeze } from '../state/freeze';
import { followInference } from '../state/inference';
import { resetWhenPlayingBegins } from '../meters/reset';
import { keepView } from '../state/kept-view';
import { showNotice } from '../state/notices';
import { loadPresets } from '../state/presets';
import { leaveView } from '../state/project-view';
import { editor, useProject } from '../state/session';
import { progressJob, takeArrived } from '../state/sounds';
import { adoptProject, closeWindow, keepJournal } from './project';
import { projectName } from './projectName';

/** Follows project and edits in the window's title, which the system shows in its lists of windows. */
function followTitle(): () => void {
  const update = (): void => {
    const { fileName, origin } = useProject.getState();
    document.title = `${editor.dirty ? '• ' : ''}${projectName(fileName, origin)} – GANmix Studio`;
  };
  update();
  const stops = [useProject.subscribe(update), editor.subscribe(update)];
  return () => stops.forEach((stop) => stop());
}

function keepViewOnLeaving(): () => void {
  window.addEventListener('pagehide', leaveView);
  return () => window.removeEventListener('pagehide', leaveView);
}

function tellRefusals(): () => void {
  editor.onRefused = ({ id, name }) =>
    showNotice(`“${name}” is frozen: what is done to its clips and effects would not be heard.`, {
      label: 'Unfreeze',
      run: () => toggleFreeze(id),
    });
  return () => {
    editor.onRefused = () => undefined;
  };
}

/** Connects the window to main and to the keyboard. Returns the function that lets go of all of it. */
export function startWindow(): () => void {
  const { studio } = window;
  void loadPresets();
  const stops = [
    listenToKeys(commandForKey),
    keepJournal(),
    keepView(),
    keepViewOnLeaving(),
    followTitle(),
    tellRefusals(),
    followInference(),
    followShortcuts(),
    resetWhenPlayingBegins(),
    studio.on('sound.progress', progressJob),
    studio.on('sound.take', takeArrived),
    studio.on('menu.command', ({ command }) => runCommand(command)),
    studio.on('project.opened', adoptProject),
    studio.on('window.closeRequested', () => void closeWindow()),
  ];
  return () => stops.forEach((stop) => stop());
}
