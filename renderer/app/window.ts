import { listenToKeys } from '../commands/dispatcher';
import { commandForKey, runCommand } from '../commands/table';
import { followInference } from '../state/inference';
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

/** Connects the window to main and to the keyboard. Returns the function that lets go of all of it. */
export function startWindow(): () => void {
  const { studio } = window;
  const stops = [
    listenToKeys(commandForKey),
    keepJournal(),
    followTitle(),
    followInference(),
    studio.on('sound.progress', progressJob),
    studio.on('sound.take', takeArrived),
    studio.on('menu.command', ({ command }) => runCommand(command)),
    studio.on('project.opened', adoptProject),
    studio.on('window.closeRequested', () => void closeWindow()),
  ];
  return () => stops.forEach((stop) => stop());
}
