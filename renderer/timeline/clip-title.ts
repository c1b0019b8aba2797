import type { Clip } from '../../preload/contract/document';
import type { Recipe } from '../../preload/contract/sound';
import { takesOf } from '../document/edits/takes';

const signed = (value: number): string =>
  `${value > 0 ? '+' : ''}${Number(value.toFixed(2))}`.replace('-', '−');

/** The clip's name with what was done to its sound: "door creak · reversed · +3 st · 150 %". */
export function clipTitle(clip: Pick<Clip, 'name' | 'muted' | 'reversed' | 'pitch' | 'stretch'>): string {
  return [
    clip.muted ? `(muted) ${clip.name}` : clip.name,
    clip.reversed && 'reversed',
    clip.pitch !== 0 && `${signed(clip.pitch)} st`,
    clip.stretch !== 1 && `${Math.round(clip.stretch * 1000) / 10} %`,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** How the clip's sound was made, as far as its name does not say so: "creaking door · seed 7". */
export function clipDetail(clip: Pick<Clip, 'name' | 'seedLocked'>, recipe: Recipe | null): string {
  if (!recipe) return '';
  const prompt = clip.name === recipe.prompt ? [] : [recipe.prompt];
  return [...prompt, `seed ${recipe.seed}${clip.seedLocked ? ' (locked)' : ''}`].join(' · ');
}

/** "2/3" for the second of three takes; null for a clip that has but one. */
export function takeCount(clip: Pick<Clip, 'takes' | 'soundId'>): string | null {
  const takes = takesOf(clip);
  return takes.length < 2 ? null : `${takes.indexOf(clip.soundId) + 1}/${takes.length}`;
}

/** CSS pixels that the count of takes is given before the name. */
export const takeWidth = (take: string): number => 8 + 7 * take.length;
