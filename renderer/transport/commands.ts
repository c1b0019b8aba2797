import { player } from '../audio/player';
import type { Command } from '../commands/command';
import { projectEnd } from '../document/select';
import { editor } from '../state/session';
import { showError } from '../state/notices';
import { toAppError } from '../../preload/contract/errors';

export async function togglePlay(): Promise<void> {
  if (player.playing) {
    player.pause();
    return;
  }
  try {
    await player.play();
  } catch (error) {
    showError(toAppError(error), 'Play');
  }
}

async function shuttle(direction: -1 | 0 | 1): Promise<void> {
  try {
    await player.shuttle(direction);
  } catch (error) {
    showError(toAppError(error), 'Play');
  }
}

/** Turns the loop on or off; without a region yet, the whole project becomes one. */
export function toggleLoop(): void {
  const { loop } = editor.document;
  const end = loop.end > loop.start ? loop.end : projectEnd(editor.document);
  if (end <= loop.start) return;
  const label = loop.enabled ? 'Loop off' : 'Loop on';
  editor.dispatch(label, [{ type: 'loop.set', loop: { ...loop, end, enabled: !loop.enabled } }]);
}

const seconds = (samples: number): number => samples / editor.document.sampleRate;

export const transportCommands: readonly Command[] = [
  { id: 'transport.play', label: 'Play or pause', group: 'Transport', keys: ['Space'], run: togglePlay },
  {
    id: 'transport.stop',
    label: 'Stop and go back',
    group: 'Transport',
    keys: ['Shift+Space'],
    run: () => player.stop(),
  },
  {
    id: 'transport.toStart',
    label: 'Go to the start',
    group: 'Transport',
    keys: ['Home'],
    run: () => player.seek(0),
  },
  {
    id: 'transport.toEnd',
    label: 'Go to the end',
    group: 'Transport',
    keys: ['End'],
    run: () => player.seek(seconds(projectEnd(editor.document))),
  },
  {
    id: 'transport.toggleLoop',
    label: 'Loop on or off',
    group: 'Transport',
    keys: ['C'],
    run: toggleLoop,
  },
  {
    id: 'transport.shuttleBack',
    label: 'Shuttle back, each time faster',
    group: 'Transport',
    keys: ['J'],
    run: () => shuttle(-1),
  },
  {
    id: 'transport.shuttleStop',
    label: 'Shuttle: stop here',
    group: 'Transport',
    keys: ['K'],
    run: () => shuttle(0),
  },
  {
    id: 'transport.shuttleForward',
    label: 'Shuttle forward, each time faster',
    group: 'Transport',
    keys: ['L'],
    run: () => shuttle(1),
  },
];
