import { usedSounds, type Clip, type ProjectDocument } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import { fitFades } from '../fades';
import { applyAll, type Operation } from '../operations';
import { clipsById } from '../select';
import { sourceLength } from '../sources';
import { changeClip } from './changed';
import { ensureSound } from './place';

/** The file format's limit. */
const MOST_TAKES = 64;

/** Ids of the sounds that stand behind a clip's place, the one it plays among them; at least that one. */
export const takesOf = ({ takes, soundId }: Pick<Clip, 'takes' | 'soundId'>): readonly string[] =>
  takes.length > 0 ? takes : [soundId];

/**
 * The clip with another sound in the same place: what is heard begins where it did, and fades, gain, envelope, pitch and
 * stretch stay. A clip that showed all of its sound shows all of the other; one that showed a part shows as much of that
 * part as there is.
 */
export function withSound(document: ProjectDocument, clip: Clip, sound: Sound): Clip {
  const old = document.sounds[clip.soundId];
  const whole = sourceLength(sound, clip, document.sampleRate);
  const before = old ? sourceLength(old, clip, document.sampleRate) : whole;
  const next = { ...clip, soundId: sound.id };
  if (clip.loop) {
    const all = clip.loop.start === 0 && clip.loop.length === before;
    const start = Math.min(clip.loop.start, whole - 1);
    const length = all ? whole : Math.min(clip.loop.length, whole - start);
    const offset = Math.max(start, Math.min(clip.offset, start + length - 1));
    return { ...next, loop: { start, length }, offset };
  }
  const all = clip.offset === 0 && clip.length === before;
  const length = all ? whole : Math.min(clip.length, whole);
  const offset = Math.min(clip.offset, whole - length);
  return { ...next, offset, length, ...fitFades(clip, length) };
}

/** A clip that bears its sound's prompt for a name goes on bearing that of the sound it plays. */
function nameFor(document: ProjectDocument, clip: Clip, sound: Sound): string {
  const old = document.sounds[clip.soundId];
  const nameOf = (of: Sound): string => of.recipe?.prompt ?? of.name;
  return old && clip.name === nameOf(old) ? nameOf(sound).slice(0, 200) : clip.name;
}

/** Puts more sounds behind the clips' places, after those that are there; the first of them is played. */
export function addTakes(
  document: ProjectDocument,
  ids: Iterable<string>,
  sounds: readonly Sound[],
): Operation[] {
  const added = sounds.slice(0, MOST_TAKES - 1);
  const [first] = added;
  const clips = clipsById(document, ids);
  if (!first || clips.length === 0) return [];
  const operations = added.flatMap((sound) => ensureSound(document, sound));
  const addedIds = added.map(({ id }) => id);
  for (const clip of clips) {
    // The oldest give way where there are too many; the one that was heard stays to be compared with.
    const old = takesOf(clip).filter((id) => !addedIds.includes(id));
    const others = old.filter((id) => id !== clip.soundId);
    const gone = new Set(others.slice(0, Math.max(0, old.length + added.length - MOST_TAKES)));
    operations.push(
      ...changeClip(clip, {
        ...withSound(document, clip, first),
        name: nameFor(document, clip, first),
        takes: [...old.filter((id) => !gone.has(id)), ...addedIds],
      }),
    );
  }
  return withoutUnused(document, operations, clips);
}

/** Plays the next or previous take of each clip, round and round. */
export function stepTake(document: ProjectDocument, ids: Iterable<string>, by: 1 | -1): Operation[] {
  return clipsById(document, ids).flatMap((clip) => {
    const takes = takesOf(clip);
    const at = takes.indexOf(clip.soundId);
    const next = takes[(at + by + takes.length) % takes.length];
    return next === undefined ? [] : chooseTake(document, clip.id, next);
  });
}

/** Plays that one of the clip's takes. */
export function chooseTake(document: ProjectDocument, clipId: string, soundId: string): Operation[] {
  const sound = document.sounds[soundId];
  return clipsById(document, [clipId]).flatMap((clip) =>
    sound && takesOf(clip).includes(soundId)
      ? changeClip(clip, { ...withSound(document, clip, sound), name: nameFor(document, clip, sound) })
      : [],
  );
}

/** Takes a sound out of the clip's stack; when it is the one that plays, its neighbour does. The last one stays. */
export function removeTake(document: ProjectDocument, clipId: string, soundId: string): Operation[] {
  return clipsById(document, [clipId]).flatMap((clip) => {
    const takes = takesOf(clip);
    const at = takes.indexOf(soundId);
    if (at === -1 || takes.length < 2) return [];
    const left = takes.filter((id) => id !== soundId);
    const next = left[Math.min(at, left.length - 1)] ?? clip.soundId;
    const chosen = clip.soundId === soundId ? chooseTake(document, clipId, next) : [];
    const kept = changeClip(clip, { takes: left.length > 1 ? left : [] });
    return withoutUnused(document, [...chosen, ...kept], [clip]);
  });
}

/** Leaves only the take that plays. */
export function keepTakes(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const clips = clipsById(document, ids);
  return withoutUnused(
    document,
    clips.flatMap((clip) => changeClip(clip, { takes: [] })),
    clips,
  );
}

/** The operations, and the removal of those takes of the clips that nothing refers to afterwards. */
function withoutUnused(
  document: ProjectDocument,
  operations: readonly Operation[],
  clips: readonly Clip[],
): Operation[] {
  if (operations.length === 0) return [];
  const after = applyAll(document, operations).document;
  const used = usedSounds(after);
  const gone = new Set(clips.flatMap(takesOf).filter((id) => !used.has(id) && after.sounds[id]));
  return [...operations, ...[...gone].map((id): Operation => ({ type: 'sound.remove', id }))];
}
