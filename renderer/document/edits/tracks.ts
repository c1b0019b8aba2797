import type { ProjectDocument, Track } from '../../../preload/contract/document';
import { newId, newTrack } from '../factory';
import type { Operation } from '../operations';
import { clipsOfTrack, trackById, trackIndex } from '../select';
import { removeClips } from './remove';

/** A new track below `afterId`, or below all others. */
export function addTrack(document: ProjectDocument, afterId: string | null = null): Operation[] {
  const after = afterId === null ? -1 : trackIndex(document, afterId);
  const index = after === -1 ? document.tracks.length : after + 1;
  return [{ type: 'track.add', track: newTrack(document.tracks.length), index }];
}

/** The track goes with its clips, and with the sounds that only they played. */
export function removeTrack(document: ProjectDocument, id: string): Operation[] {
  if (!trackById(document, id)) return [];
  const clipIds = clipsOfTrack(document, id).map((clip) => clip.id);
  return [...removeClips(document, clipIds), { type: 'track.remove', id }];
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
  const copy: Track = {
    ...track,
    id: newId(),
    name: `${track.name} copy`.slice(0, 200),
    effects: track.effects.map((effect) => ({ ...effect, id: newId() })),
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
