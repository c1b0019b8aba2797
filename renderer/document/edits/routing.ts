import type { ProjectDocument, Send, Track } from '../../../preload/contract/document';
import { newId, newTrack } from '../factory';
import type { Operation } from '../operations';
import { closesCircle } from '../routing';
import { trackById } from '../select';
import { branchOf, placeTrack } from './folders';

/** What a new send lets through, in dB: to be heard at once, and not as loud as the sound itself. */
const NEW_SEND_DB = -12;

/** Where a new track of a kind is called: "Return A", "Return B", …; the first name that is free. */
function freeName({ tracks }: ProjectDocument, kind: 'Return' | 'Group'): string {
  const taken = new Set(tracks.map((track) => track.name));
  for (let index = 0; index < 26; index += 1) {
    const name = `${kind} ${String.fromCharCode(65 + index)}`;
    if (!taken.has(name)) return name;
  }
  return kind;
}

/** A new, empty return or group behind all tracks. The operations' first one is its `track.add`. */
export function addBus(document: ProjectDocument, kind: 'return' | 'group'): Operation[] {
  const name = freeName(document, kind === 'return' ? 'Return' : 'Group');
  const track: Track = { ...newTrack(document.tracks.length, name), kind };
  return [{ type: 'track.add', track, index: document.tracks.length }];
}

/** The returns that the track could send to: not yet sent to, and no way back from there to the track. */
export function returnsFor(document: ProjectDocument, trackId: string): Track[] {
  const track = trackById(document, trackId);
  if (!track) return [];
  return document.tracks.filter(
    ({ id, kind }) =>
      kind === 'return' &&
      id !== trackId &&
      !track.sends.some((send) => send.returnId === id) &&
      !closesCircle(document.tracks, trackId, id),
  );
}

/** The groups that the track could play into: none of its own inside, and no way back from there to the track. */
export function groupsFor(document: ProjectDocument, trackId: string): Track[] {
  const inside = new Set(branchOf(document, trackId).map(({ id }) => id));
  return document.tracks.filter(
    ({ id, kind }) => kind === 'group' && !inside.has(id) && !closesCircle(document.tracks, trackId, id),
  );
}

const newSend = (returnId: string): Send => ({
  id: newId(),
  returnId,
  levelDb: NEW_SEND_DB,
  pre: false,
  muted: false,
});

/** A send to one of `returnsFor`; nothing for any other. */
export function addSend(document: ProjectDocument, trackId: string, returnId: string): Operation[] {
  const track = trackById(document, trackId);
  if (!track || !returnsFor(document, trackId).some(({ id }) => id === returnId)) return [];
  return [{ type: 'track.set', id: trackId, changes: { sends: [...track.sends, newSend(returnId)] } }];
}

/** A new return, and a send of the track to it. */
export function sendToNewReturn(document: ProjectDocument, trackId: string): Operation[] {
  const track = trackById(document, trackId);
  const [added] = addBus(document, 'return');
  if (!track || added?.type !== 'track.add') return [];
  const sends = [...track.sends, newSend(added.track.id)];
  return [added, { type: 'track.set', id: trackId, changes: { sends } }];
}

/** Nothing when the send has gone meanwhile. */
export function changeSend(
  document: ProjectDocument,
  trackId: string,
  sendId: string,
  changes: Partial<Pick<Send, 'levelDb' | 'pre' | 'muted'>>,
): Operation[] {
  const track = trackById(document, trackId);
  if (!track?.sends.some(({ id }) => id === sendId)) return [];
  const sends = track.sends.map((send) => (send.id === sendId ? { ...send, ...changes } : send));
  return [{ type: 'track.set', id: trackId, changes: { sends } }];
}

/** The send goes with what moved its level. */
export function removeSend(document: ProjectDocument, trackId: string, sendId: string): Operation[] {
  const track = trackById(document, trackId);
  if (!track?.sends.some(({ id }) => id === sendId)) return [];
  const stays = ({ target }: { target: string }): boolean => target !== `send:${sendId}`;
  return [
    {
      type: 'track.set',
      id: trackId,
      changes: {
        sends: track.sends.filter(({ id }) => id !== sendId),
        automation: track.automation.filter(stays),
        modulators: track.modulators.filter(stays),
      },
    },
  ];
}

/** What the track plays into: one of `groupsFor`, or (null) the master. It stands with the others of its group then. */
export function setOutput(document: ProjectDocument, trackId: string, groupId: string | null): Operation[] {
  const track = trackById(document, trackId);
  if (!track || track.groupId === groupId) return [];
  if (groupId !== null && !groupsFor(document, trackId).some(({ id }) => id === groupId)) return [];
  return placeTrack(document, trackId, { groupId, beforeId: null });
}

export const clearSolos = ({ tracks }: ProjectDocument): Operation[] =>
  tracks.flatMap(({ id, soloed }): Operation[] =>
    soloed ? [{ type: 'track.set', id, changes: { soloed: false } }] : [],
  );
