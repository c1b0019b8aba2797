import { usedSounds, type ProjectDocument, type Track } from '../../../preload/contract/document';
import { newId, newTrack } from '../factory';
import { applyAll, type Operation } from '../operations';
import { clipsOfTrack, trackById, trackIndex } from '../select';
import { removeClips } from './remove';

/** A new track below `afterId`, or below all others. */
export function addTrack(document: ProjectDocument, afterId: string | null = null): Operation[] {
  const after = afterId === null ? -1 : trackIndex(document, afterId);
  const index = after === -1 ? document.tracks.length : after + 1;
  return [{ type: 'track.add', track: newTrack(document.tracks.length), index }];
}

/**
 * The track goes with its clips, and with the sounds that only they played. What played into it plays into what it
 * played into; sends to it go, with the automation of their level.
 */
export function removeTrack(document: ProjectDocument, id: string): Operation[] {
  const track = trackById(document, id);
  if (!track) return [];
  const clipIds = clipsOfTrack(document, id).map((clip) => clip.id);
  const operations: Operation[] = [
    ...removeClips(document, clipIds),
    ...document.tracks.flatMap((other) => (other.id === id ? [] : withoutRoutesTo(other, track))),
    { type: 'track.remove', id },
  ];
  return track.frozen ? dropSound(document, operations, track.frozen.soundId) : operations;
}

function withoutRoutesTo(track: Track, target: Track): Operation[] {
  const changes: TrackChanges = {};
  if (track.groupId === target.id) changes.groupId = target.groupId;
  const gone = new Set(track.sends.filter(({ returnId }) => returnId === target.id).map((send) => send.id));
  const stays = (of: { readonly target: string }): boolean =>
    !(of.target.startsWith('send:') && gone.has(of.target.slice('send:'.length)));
  if (gone.size > 0) {
    changes.sends = track.sends.filter((send) => !gone.has(send.id));
    changes.automation = track.automation.filter(stays);
    changes.modulators = track.modulators.filter(stays);
  }
  return Object.keys(changes).length === 0 ? [] : [{ type: 'track.set', id: track.id, changes }];
}

function dropSound(document: ProjectDocument, operations: Operation[], soundId: string): Operation[] {
  const after = applyAll(document, operations).document;
  return usedSounds(after).has(soundId) || !after.sounds[soundId]
    ? operations
    : [...operations, { type: 'sound.remove', id: soundId }];
}

/** `index` is the track's place among all tracks afterwards. */
export function moveTrack(document: ProjectDocument, id: string, index: number): Operation[] {
  const target = Math.max(0, Math.min(index, document.tracks.length - 1));
  const from = trackIndex(document, id);
  return from === -1 || from === target ? [] : [{ type: 'track.move', id, index: target }];
}

/** A copy with clips and effects, right below. */
export function duplicateTrack(document: ProjectDocument, id: string): Operation[] {
  const track = trackById(document, id);
  if (!track) return [];
  const ids = new Map([...track.effects, ...track.sends].map((part) => [part.id, newId()]));
  const renewed = <T extends { id: string }>(part: T): T => ({ ...part, id: ids.get(part.id) ?? newId() });
  // What moves an effect's parameter or a send's level names it by its id.
  const retargeted = <T extends { id: string; target: string }>(part: T): T => {
    const [kind, id = '', ...rest] = part.target.split(':');
    const target = ids.has(id) ? [kind, ids.get(id), ...rest].join(':') : part.target;
    return { ...part, id: newId(), target };
  };
  const copy: Track = {
    ...track,
    id: newId(),
    name: `${track.name} copy`.slice(0, 200),
    effects: track.effects.map(renewed),
    sends: track.sends.map(renewed),
    automation: track.automation.map(retargeted),
    modulators: track.modulators.map(retargeted),
  };
  return [
    { type: 'track.add', track: copy, index: trackIndex(document, id) + 1 },
    ...clipsOfTrack(document, id).map((clip): Operation => ({
      type: 'clip.add',
      clip: { ...clip, id: newId(), trackId: copy.id },
    })),
  ];
}

type TrackChanges = Extract<Operation, { type: 'track.set' }>['changes'];

/** A `track.set` with only the fields that differ, or nothing. */
export function changeTrack(document: ProjectDocument, id: string, changes: TrackChanges): Operation[] {
  const track = trackById(document, id);
  if (!track) return [];
  const different = Object.fromEntries(
    Object.entries(changes).filter(([key, value]) => track[key as keyof Track] !== value),
  ) as TrackChanges;
  return Object.keys(different).length === 0 ? [] : [{ type: 'track.set', id, changes: different }];
}

export function renameTrack(document: ProjectDocument, id: string, name: string): Operation[] {
  const trimmed = name.trim().slice(0, 200);
  return trimmed === '' ? [] : changeTrack(document, id, { name: trimmed });
}

/** Solos this track alone; when it is the only one soloed, ends all solos. */
export function soloExclusively(document: ProjectDocument, id: string): Operation[] {
  const alone = document.tracks.every((track) => track.soloed === (track.id === id));
  return document.tracks.flatMap((track) =>
    changeTrack(document, track.id, { soloed: !alone && track.id === id }),
  );
}
