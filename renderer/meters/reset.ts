import { player } from '../audio/player';
import type { Command } from '../commands/command';
import { editor } from '../state/session';
import { useMeterSettings } from './settings';

/** Loudness, highest peaks and clip lamps of everything. */
export function resetMeters(): void {
  player.resetLoudness();
  player.resetClip('master');
  for (const { id } of editor.document.tracks) player.resetClip(id);
}

/** @returns the function that stops it */
export function resetWhenPlayingBegins(): () => void {
  let playing = player.playing;
  return player.subscribe(() => {
    const begins = player.playing && !playing;
    playing = player.playing;
    if (begins && useMeterSettings.getState().resetOnPlay) resetMeters();
  });
}

export const meterCommands: readonly Command[] = [
  {
    id: 'meters.reset',
    label: 'Reset meters',
    group: 'Transport',
    keys: ['Alt+R'],
    run: resetMeters,
  },
];
