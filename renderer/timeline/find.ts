import { create } from 'zustand';
import type { Clip, ProjectDocument } from '../../preload/contract/document';
import { clipEnd, trackIndex } from '../document/select';
import { editor } from '../state/session';
import { focusClip, revealTrack } from './focus';
import { selectClips } from './selection';
import { reveal } from './viewport';

type Find = {
  /** null: nothing is being looked for */
  query: string | null;
  /** ids of the clips that have every word; null: no word was typed */
  found: ReadonlySet<string> | null;
  /** the clip that was gone to last */
  current: string | null;
};

/** A search among the clips; those that are not found step back on the timeline. */
export const useFind = create<Find>(() => ({ query: null, found: null, current: null }));

/** What is known of a clip in words: its name, and how its sound was made. */
function wordsOf({ sounds }: ProjectDocument, clip: Clip): string {
  const recipe = sounds[clip.soundId]?.recipe;
  const made = recipe ? [recipe.prompt, `seed ${recipe.seed}`, recipe.packId, recipe.packVersion] : [];
  return [clip.name, ...made].join(' ').toLowerCase();
}

/** Clips that have every word of the query in their name, prompt, seed or model; by track, then by time. */
export function findClips(document: ProjectDocument, query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return Object.values(document.clips)
    .filter((clip) => {
      const text = wordsOf(document, clip);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => a.start - b.start || trackIndex(document, a.trackId) - trackIndex(document, b.trackId))
    .map(({ id }) => id);
}

/** The field that the words are typed into. */
export const FIND_FIELD = 'find-clips';

let stop: (() => void) | null = null;
/** What had the focus when the search was opened. */
let before: Element | null = null;

function search(query: string): void {
  const found = query.trim() === '' ? null : new Set(findClips(editor.document, query));
  useFind.setState({ query, found });
}

/** Opens the search; while it is open, its words are there to be typed anew. */
export function openFind(): void {
  const field = document.getElementById(FIND_FIELD);
  if (field instanceof HTMLInputElement) field.select();
  if (useFind.getState().query !== null) return;
  before = document.activeElement;
  useFind.setState({ query: '', found: null, current: null });
  // What is found follows what is edited meanwhile.
  stop ??= editor.subscribe(() => search(useFind.getState().query ?? ''));
}

export function setQuery(query: string): void {
  useFind.setState({ current: null });
  search(query);
}

/** Closes the search: the focus goes to the clip it has led to, or back to where it was. */
export function closeFind(): void {
  const { current } = useFind.getState();
  stop?.();
  stop = null;
  useFind.setState({ query: null, found: null, current: null });
  if (current !== null) focusClip(current);
  else if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  before = null;
}

/** Selects the next found clip, in time, or the previous one, and brings it into sight. */
export function goToFound(direction: 1 | -1): void {
  const { found, current } = useFind.getState();
  const ids = [...(found ?? [])];
  if (ids.length === 0) return;
  const at = current === null ? (direction === 1 ? -1 : 0) : ids.indexOf(current);
  const id = ids[(at + direction + ids.length) % ids.length];
  const clip = id === undefined ? undefined : editor.document.clips[id];
  if (!clip) return;
  useFind.setState({ current: clip.id });
  selectClips([clip.id]);
  reveal(clipEnd(clip));
  reveal(clip.start);
  revealTrack(clip.trackId);
}

export const selectFound = (): void => selectClips(useFind.getState().found ?? []);
