import { DURATION_MAX_S, DURATION_MIN_S, generateRequestSchema } from '../../preload/contract/sound';
import type { TimeRange } from '../document/arranging';
import { addedClipIds } from '../document/edits/changed';
import { fillRange } from '../document/edits/place';
import { newId } from '../document/factory';
import { settleOverlaps } from '../document/overlaps';
import { byStart } from '../document/select';
import { randomSeed, runJob } from '../state/generation';
import { showNotice } from '../state/notices';
import { editor, useView } from '../state/session';
import { useForm } from './form';
import { focusPrompt } from './focus';

export const canFill = (): boolean => useView.getState().range !== null;

/** The prompt of the first generated clip that lies in the range, or else the one in the prompt field. */
function promptFor({ start, end, trackIds }: TimeRange): string {
  const prompts = Object.values(editor.document.clips)
    .filter((clip) => trackIds.includes(clip.trackId) && clip.start < end && clip.start + clip.length > start)
    .sort(byStart)
    .flatMap((clip) => editor.document.sounds[clip.soundId]?.recipe?.prompt ?? []);
  return prompts[0] ?? useForm.getState().prompt;
}

/**
 * Makes one sound as long as the time selection and puts it there, as one edit. A texture has no beginning and no end: it
 * is repeated seamlessly where the selection is longer than any sound that can be made.
 */
export async function fillByGeneration(kind: 'sound' | 'texture'): Promise<void> {
  const { range } = useView.getState();
  if (!range) return;
  const { id: projectId, sampleRate } = editor.document;
  const seconds = (range.end - range.start) / sampleRate;
  const loop = kind === 'texture';
  if (seconds < DURATION_MIN_S || (!loop && seconds > DURATION_MAX_S)) {
    showNotice(
      seconds < DURATION_MIN_S
        ? `A sound lasts at least ${DURATION_MIN_S} s: select more time.`
        : `A sound lasts at most ${DURATION_MAX_S} s. Fill the time with a seamless texture instead, or select less.`,
    );
    return;
  }
  const prompt = promptFor(range);
  if (prompt.trim() === '') {
    focusPrompt();
    showNotice('Type what the sound is, then fill the time selection with it.');
    return;
  }
  const { seed, seedLocked } = useForm.getState();
  const request = generateRequestSchema.parse({
    jobId: newId(),
    prompt,
    seed: seedLocked ? seed : randomSeed(),
    duration: Math.min(DURATION_MAX_S, seconds),
    takes: 1,
    loop,
  });
  showNotice(`Making ${loop ? 'a texture' : 'a sound'} for the time selection: ${prompt}`);
  const [sound] = (await runJob(request)) ?? [];
  // Another project may have been opened while it was made.
  if (!sound || editor.document.id !== projectId) return;
  const filling = fillRange(editor.document, sound, range);
  editor.dispatch(
    loop ? 'Fill with a new texture' : 'Fill with a new sound',
    settleOverlaps(editor.document, filling, useView.getState().overlap),
  );
  useView.setState({ range: null, selectedClipIds: new Set(addedClipIds(filling)) });
}
