import type { Clip, Effect, Marker, Master, ProjectDocument, Track } from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';

/** Whose effect rack: a track's, or the master's. */
export type RackOwner = string | 'master';

type Loop = ProjectDocument['loop'];
type ProjectFields = Pick<ProjectDocument, 'sampleRate' | 'tempo'>;

/**
 * One smallest change of the document. Every operation has an inverse of the same type system, computed when it
 * is applied, so undo stores changes and never copies of the document.
 */
export type Operation =
  | { type: 'project.set'; changes: Partial<ProjectFields> }
  | { type: 'loop.set'; loop: Loop }
  | { type: 'master.set'; changes: Partial<Omit<Master, 'effects'>> }
  /** All markers, by ascending `at`. */
  | { type: 'markers.set'; markers: readonly Marker[] }
  | { type: 'track.add'; track: Track; index: number }
  | { type: 'track.set'; id: string; changes: Partial<Omit<Track, 'id' | 'effects'>> }
  | { type: 'track.move'; id: string; index: number }
  /** The track must hold no clips, and no track may play or send into it: see to those first, in the same step. */
  | { type: 'track.remove'; id: string }
  /** The clip's track and sound must be in the document: a sound it brings is added first. */
  | { type: 'clip.add'; clip: Clip }
  | { type: 'clip.set'; id: string; changes: Partial<Omit<Clip, 'id'>> }
  | { type: 'clip.remove'; id: string }
  | { type: 'sound.add'; sound: Sound }
  /** No clip, take or frozen track may refer to the sound: remove those first, in the same step. */
  | { type: 'sound.remove'; id: string }
  | { type: 'effect.add'; owner: RackOwner; effect: Effect; index: number }
  | { type: 'effect.set'; owner: RackOwner; id: string; changes: Partial<Omit<Effect, 'id' | 'type'>> }
  | { type: 'effect.move'; owner: RackOwner; id: string; index: number }
  | { type: 'effect.remove'; owner: RackOwner; id: string };

/** A programming error: an operation that does not fit the document it was applied to. */
export class OperationError extends Error {}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new OperationError(`No such ${what} in the document.`);
  return value;
}

/** The values that `changes` would replace, for the inverse. */
function before<T extends object>(target: T, changes: Partial<T>): Partial<T> {
  const old: Partial<T> = {};
  for (const key of Object.keys(changes) as (keyof T)[]) old[key] = target[key];
  return old;
}

function insertAt<T>(list: readonly T[], item: T, index: number): T[] {
  const at = Math.max(0, Math.min(index, list.length));
  return [...list.slice(0, at), item, ...list.slice(at)];
}

/** A document being rewritten: collections are copied once per batch, on first write, however many edits follow. */
class Draft {
  private document: ProjectDocument;
  private copiedClips = false;
  private copiedSounds = false;

  constructor(document: ProjectDocument) {
    this.document = { ...document };
  }

  result(): ProjectDocument {
    return this.document;
  }

  apply(operation: Operation): Operation {
    const document = this.document;
    switch (operation.type) {
      case 'project.set': {
        const inverse = before<ProjectFields>(document, operation.changes);
        Object.assign(document, operation.changes);
        return { type: 'project.set', changes: inverse };
      }
      case 'loop.set': {
        const old = document.loop;
        document.loop = operation.loop;
        return { type: 'loop.set', loop: old };
      }
      case 'master.set': {
        const old = document.master;
        document.master = { ...old, ...operation.changes };
        return { type: 'master.set', changes: before<Master>(old, operation.changes) };
      }
      case 'markers.set': {
        const old = document.markers;
        document.markers = [...operation.markers];
        return { type: 'markers.set', markers: old };
      }
      case 'track.add': {
        if (document.tracks.some((track) => track.id === operation.track.id)) {
          throw new OperationError(`Track ${operation.track.id} is already there.`);
        }
        document.tracks = insertAt(document.tracks, operation.track, operation.index);
        return { type: 'track.remove', id: operation.track.id };
      }
      case 'track.set': {
        const [track, index] = this.track(operation.id);
        document.tracks = document.tracks.with(index, { ...track, ...operation.changes });
        return { type: 'track.set', id: track.id, changes: before<Track>(track, operation.changes) };
      }
      case 'track.move': {
        const [track, index] = this.track(operation.id);
        document.tracks = insertAt(document.tracks.toSpliced(index, 1), track, operation.index);
        return { type: 'track.move', id: track.id, index };
      }
      case 'track.remove': {
        const [track, index] = this.track(operation.id);
        for (const id in document.clips) {
          if (document.clips[id]?.trackId === track.id) {
            throw new OperationError(`Track ${track.id} still holds clip ${id}.`);
          }
        }
        for (const other of document.tracks) {
          if (other.groupId === track.id || other.sends.some(({ returnId }) => returnId === track.id)) {
            throw new OperationError(`Track ${other.id} still plays into track ${track.id}.`);
          }
        }
        document.tracks = document.tracks.toSpliced(index, 1);
        return { type: 'track.add', track, index };
      }
      case 'clip.add': {
        const { id, trackId, soundId } = operation.clip;
        if (document.clips[id]) throw new OperationError(`Clip ${id} is already there.`);
        this.track(trackId);
        need(document.sounds[soundId], `sound ${soundId}`);
        this.writableClips()[id] = operation.clip;
        return { type: 'clip.remove', id };
      }
      case 'clip.set': {
        const clip = need(document.clips[operation.id], `clip ${operation.id}`);
        const { trackId, soundId } = operation.changes;
        if (trackId !== undefined) this.track(trackId);
        if (soundId !== undefined) need(document.sounds[soundId], `sound ${soundId}`);
        this.writableClips()[clip.id] = { ...clip, ...operation.changes };
        return { type: 'clip.set', id: clip.id, changes: before<Clip>(clip, operation.changes) };
      }
      case 'clip.remove': {
        const clip = need(document.clips[operation.id], `clip ${operation.id}`);
        delete this.writableClips()[clip.id];
        return { type: 'clip.add', clip };
      }
      case 'sound.add': {
        const old = document.sounds[operation.sound.id];
        this.writableSounds()[operation.sound.id] = operation.sound;
        return old ? { type: 'sound.add', sound: old } : { type: 'sound.remove', id: operation.sound.id };
      }
      case 'sound.remove': {
        const sound = need(document.sounds[operation.id], `sound ${operation.id}`);
        for (const id in document.clips) {
          const clip = document.clips[id];
          if (clip?.soundId === sound.id || clip?.takes.includes(sound.id)) {
            throw new OperationError(`Clip ${id} still plays sound ${sound.id}.`);
          }
        }
        if (document.tracks.some(({ frozen }) => frozen?.soundId === sound.id)) {
          throw new OperationError(`A frozen track still plays sound ${sound.id}.`);
        }
        delete this.writableSounds()[sound.id];
        return { type: 'sound.add', sound };
      }
      case 'effect.add':
        this.setRack(
          operation.owner,
          insertAt(this.rack(operation.owner), operation.effect, operation.index),
        );
        return { type: 'effect.remove', owner: operation.owner, id: operation.effect.id };
      case 'effect.set': {
        const [effect, index] = this.effect(operation.owner, operation.id);
        this.setRack(
          operation.owner,
          this.rack(operation.owner).with(index, { ...effect, ...operation.changes }),
        );
        const changes = before<Effect>(effect, operation.changes);
        return { type: 'effect.set', owner: operation.owner, id: effect.id, changes };
      }
      case 'effect.move': {
        const [effect, index] = this.effect(operation.owner, operation.id);
        const without = this.rack(operation.owner).toSpliced(index, 1);
        this.setRack(operation.owner, insertAt(without, effect, operation.index));
        return { type: 'effect.move', owner: operation.owner, id: effect.id, index };
      }
      case 'effect.remove': {
        const [effect, index] = this.effect(operation.owner, operation.id);
        this.setRack(operation.owner, this.rack(operation.owner).toSpliced(index, 1));
        return { type: 'effect.add', owner: operation.owner, effect, index };
      }
    }
  }

  private track(id: string): [Track, number] {
    const index = this.document.tracks.findIndex((track) => track.id === id);
    return [need(this.document.tracks[index], `track ${id}`), index];
  }

  private rack(owner: RackOwner): Effect[] {
    return owner === 'master' ? this.document.master.effects : this.track(owner)[0].effects;
  }

  private effect(owner: RackOwner, id: string): [Effect, number] {
    const rack = this.rack(owner);
    const index = rack.findIndex((effect) => effect.id === id);
    return [need(rack[index], `effect ${id}`), index];
  }

  private setRack(owner: RackOwner, effects: Effect[]): void {
    if (owner === 'master') {
      this.document.master = { ...this.document.master, effects };
      return;
    }
    const [track, index] = this.track(owner);
    this.document.tracks = this.document.tracks.with(index, { ...track, effects });
  }

  private writableClips(): Record<string, Clip> {
    if (!this.copiedClips) this.document.clips = { ...this.document.clips };
    this.copiedClips = true;
    return this.document.clips;
  }

  private writableSounds(): Record<string, Sound> {
    if (!this.copiedSounds) this.document.sounds = { ...this.document.sounds };
    this.copiedSounds = true;
    return this.document.sounds;
  }
}

/**
 * Applies operations in order. Pure: untouched parts of the result are the very objects of `document`, so views
 * may compare by identity. `inverse`, applied in its order, gives back `document`.
 * @throws OperationError when an operation names something that is not there; then nothing was applied.
 */
export function applyAll(
  document: ProjectDocument,
  operations: readonly Operation[],
): { document: ProjectDocument; inverse: Operation[] } {
  const draft = new Draft(document);
  const inverse = operations.map((operation) => draft.apply(operation)).reverse();
  return { document: draft.result(), inverse };
}

/** Edits one after the other, each on what the ones before it leave, as one. */
export function inSequence(
  document: ProjectDocument,
  edits: Iterable<(document: ProjectDocument) => readonly Operation[]>,
): Operation[] {
  const all: Operation[] = [];
  let current = document;
  for (const edit of edits) {
    const operations = edit(current);
    if (operations.length > 0) current = applyAll(current, operations).document;
    all.push(...operations);
  }
  return all;
}
