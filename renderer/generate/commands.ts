import { TAKES_MAX } from '../../preload/contract/sound';
import { useLayout } from '../state/layout';
import type { Command } from '../commands/command';
import { placeAtPlayhead, setStarred, toggleAudition } from '../state/sound-actions';
import { takeAt, useSounds } from '../state/sounds';
import { canFill, fillByGeneration } from './fill';
import { focusPrompt, focusTakes } from './focus';
import { cancelAll, generateFromForm, reuse } from './jobs';

function activeSound() {
  const { sounds, activeSoundId } = useSounds.getState();
  return activeSoundId === null ? undefined : sounds[activeSoundId];
}

const auditionCommands: Command[] = Array.from({ length: TAKES_MAX }, (_, index) => ({
  id: `generate.take${index + 1}`,
  label: `Play take ${index + 1}`,
  group: 'Generate',
  keys: [String(index + 1)],
  enabled: () => takeAt(useSounds.getState(), index) !== null,
  run: async () => {
    const soundId = takeAt(useSounds.getState(), index);
    if (soundId !== null) await toggleAudition(soundId);
  },
}));

export const generateCommands: readonly Command[] = [
  {
    id: 'generate.prompt',
    label: 'Write a prompt',
    group: 'Generate',
    keys: ['/'],
    run: () => {
      useLayout.setState({ leftOpen: true, leftTab: 'generate' });
      focusPrompt();
    },
  },
  {
    id: 'generate.run',
    label: 'Generate',
    group: 'Generate',
    keys: ['Mod+Enter'],
    run: () => {
      if (generateFromForm()) focusTakes();
      else focusPrompt();
    },
  },
  {
    id: 'generate.cancel',
    label: 'Cancel generating',
    group: 'Generate',
    keys: ['Mod+.'],
    enabled: () => useSounds.getState().jobs.some((job) => job.state === 'running'),
    run: cancelAll,
  },
  {
    id: 'generate.fill',
    label: 'Fill the time selection with a new sound',
    group: 'Generate',
    keys: ['Alt+Shift+F'],
    enabled: canFill,
    run: () => fillByGeneration('sound'),
  },
  {
    id: 'generate.fillTexture',
    label: 'Fill the time selection with a new seamless texture',
    group: 'Generate',
    keys: [],
    enabled: canFill,
    run: () => fillByGeneration('texture'),
  },
  ...auditionCommands,
  {
    id: 'generate.place',
    label: 'Place the take at the playhead, or fill the time selection',
    group: 'Generate',
    keys: ['P'],
    enabled: () => activeSound() !== undefined,
    run: () => {
      const sound = activeSound();
      if (sound) placeAtPlayhead(sound);
    },
  },
  {
    id: 'generate.reuse',
    label: 'Use prompt and seed of the take again',
    group: 'Generate',
    keys: [],
    enabled: () => Boolean(activeSound()?.recipe),
    run: () => {
      const recipe = activeSound()?.recipe;
      if (!recipe) return;
      useLayout.setState({ leftOpen: true, leftTab: 'generate' });
      reuse(recipe);
      focusPrompt();
    },
  },
  {
    id: 'generate.star',
    label: 'Star the take',
    group: 'Generate',
    keys: ['Shift+P'],
    enabled: () => activeSound() !== undefined,
    run: async () => {
      const sound = activeSound();
      if (sound) await setStarred(sound, !sound.starred);
    },
  },
];
