import { create } from 'zustand';
import { generateRequestSchema, type Sound } from '../../preload/contract/sound';
import { addTakes, chooseTake, keepTakes, removeTake, stepTake, takesOf } from '../document/edits/takes';
import { newId } from '../document/factory';
import { inSequence } from '../document/operations';
import { clipsById } from '../document/select';
import { randomSeed, runJob } from '../state/generation';
import { showError, showNotice } from '../state/notices';
import { editor } from '../state/session';
import { dispatchArranged } from './arrange';
import { selectedClipIds } from './selection';

/** What a new take may have otherwise than the sound that plays. `duration` in seconds. */
export type RecipeChange = { prompt?: string; seed?: number; duration?: number };

/** Jobs that make takes, by the clip they are for. */
export const useTakeJobs = create<{ byClip: ReadonlyMap<string, string> }>(() => ({ byClip: new Map() }));

function markRunning(clipIds: readonly string[], jobId: string | null): void {
  useTakeJobs.setState(({ byClip }) => {
    const next = new Map(byClip);
    for (const id of clipIds) {
      if (jobId === null) next.delete(id);
      else next.set(id, jobId);
    }
    return { byClip: next };
  });
}

/** Clips that play the same sound (the parts of a split) get the same takes: they go on being parts of one sound. */
function bySound(ids: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const clip of clipsById(editor.document, ids)) {
    const key = `${clip.soundId} ${clip.seedLocked ? 'locked' : 'free'}`;
    groups.set(key, [...(groups.get(key) ?? []), clip.id]);
  }
  return groups;
}

type Made = { clipIds: readonly string[]; sounds: readonly Sound[] };

async function makeTakes(
  clipIds: readonly string[],
  count: number,
  change: RecipeChange,
): Promise<Made | null> {
  const [clip] = clipsById(editor.document, clipIds);
  const recipe = clip && editor.document.sounds[clip.soundId]?.recipe;
  if (!clip || !recipe) return null;
  const jobId = newId();
  const request = generateRequestSchema.safeParse({
    jobId,
    prompt: change.prompt?.trim() ?? recipe.prompt,
    seed: change.seed ?? (clip.seedLocked ? recipe.seed : randomSeed()),
    duration: change.duration ?? recipe.duration,
    takes: count,
    loop: recipe.loop,
  });
  if (!request.success) {
    const message = request.error.issues[0]?.message ?? 'These values make no sound.';
    showError({ tag: 'invalid-input', message }, 'Regenerate');
    return null;
  }
  markRunning(clipIds, jobId);
  const sounds = await runJob(request.data);
  markRunning(clipIds, null);
  return sounds && sounds.length > 0 ? { clipIds, sounds } : null;
}

/** Whether a clip with a locked seed would only get the very sound it has. */
function changesNothing(ids: readonly string[], { prompt, seed, duration }: RecipeChange): boolean {
  const clips = clipsById(editor.document, ids);
  return clips.every((clip) => {
    const recipe = editor.document.sounds[clip.soundId]?.recipe;
    if (!recipe || !clip.seedLocked) return false;
    return (
      (prompt?.trim() ?? recipe.prompt) === recipe.prompt &&
      (seed ?? recipe.seed) === recipe.seed &&
      (duration ?? recipe.duration) === recipe.duration
    );
  });
}

/**
 * Makes the clips' sounds anew, in place: the new ones come as takes behind what is there, in one undo step when all are
 * made. A clip whose seed is locked keeps it, the others get one by chance.
 */
export async function regenerate(
  ids: readonly string[],
  count: number,
  change: RecipeChange = {},
): Promise<void> {
  const generated = clipsById(editor.document, ids).filter(
    (clip) => editor.document.sounds[clip.soundId]?.recipe,
  );
  if (generated.length === 0) {
    showNotice('A recording has no prompt: it cannot be made anew.');
    return;
  }
  if (changesNothing(ids, change)) {
    showNotice('The seed is locked: change the length or the prompt, or unlock the seed for another take.');
    return;
  }
  const projectId = editor.document.id;
  const groups = [...bySound(generated.map(({ id }) => id)).values()];
  const made = await Promise.all(groups.map((clipIds) => makeTakes(clipIds, count, change)));
  // Another project may have been opened, and clips may have been deleted, while it was made.
  if (editor.document.id !== projectId) return;
  const takes = made.filter((each) => each !== null);
  const operations = inSequence(
    editor.document,
    takes.map(
      ({ clipIds, sounds }) =>
        (document) =>
          addTakes(document, clipIds, sounds),
    ),
  );
  if (operations.length > 0) dispatchArranged('Regenerate', operations);
}

export const regenerateSelection = (count: number): Promise<void> => regenerate(selectedClipIds(), count);

export const canRegenerate = (): boolean =>
  clipsById(editor.document, selectedClipIds()).some(
    ({ soundId }) => editor.document.sounds[soundId]?.recipe,
  );

export const hasTakes = (): boolean =>
  clipsById(editor.document, selectedClipIds()).some((clip) => takesOf(clip).length > 1);

/** Key presses in a row are one undo step: listening through the takes is one decision. */
export function switchTake(by: 1 | -1): void {
  const ids = selectedClipIds();
  const label = by === 1 ? 'Next take' : 'Previous take';
  dispatchArranged(label, stepTake(editor.document, ids, by), `take ${ids.join()}`);
}

export function playTake(clipId: string, soundId: string): void {
  dispatchArranged('Choose take', chooseTake(editor.document, clipId, soundId));
}

/** Takes the sound that plays out of the stacks of the selected clips. */
export function deleteTakes(): void {
  const clips = clipsById(editor.document, selectedClipIds());
  const operations = inSequence(
    editor.document,
    clips.map((clip) => (document) => removeTake(document, clip.id, clip.soundId)),
  );
  dispatchArranged('Delete take', operations);
}

export function keepOneTake(): void {
  editor.dispatch('Keep this take', keepTakes(editor.document, selectedClipIds()));
}

export function toggleSeedLock(): void {
  const clips = clipsById(editor.document, selectedClipIds());
  const seedLocked = !clips.every((clip) => clip.seedLocked);
  editor.dispatch(
    seedLocked ? 'Lock seed' : 'Unlock seed',
    clips.flatMap((clip) =>
      clip.seedLocked === seedLocked ? [] : [{ type: 'clip.set', id: clip.id, changes: { seedLocked } }],
    ),
  );
}
