import { usedSounds, type ProjectDocument, type Track } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import { newClip, newId } from '../factory';
import { applyAll, type Operation } from '../operations';
import { trackById, trackIndex } from '../select';
import { branchOf } from './folders';
import { ensureSound } from './place';
import { changeTrack } from './tracks';

const ofEffects = ({ target }: { target: string }): boolean => target.startsWith('effect:');

/**
 * A document that sounds as one track does behind its effects, before its mute, phase, pan, fader and sends: what
 * freezing and bouncing render. Of a group, the tracks in it are mixed as they stand; what they send to returns is not
 * in it. null when the track is gone.
 */
export function trackAlone(document: ProjectDocument, id: string): ProjectDocument | null {
  const track = trackById(document, id);
  if (!track) return null;
  const top: Track = {
    ...track,
    groupId: null,
    volumeDb: 0,
    pan: 0,
    muted: false,
    phaseInverted: false,
    automation: track.automation.filter(ofEffects),
    modulators: track.modulators.filter(ofEffects),
  };
  const tracks = branchOf(document, id).map((part) => ({
    ...(part.id === id ? top : part),
    soloed: false,
    sends: [],
  }));
  const kept = new Set(tracks.map((part) => part.id));
  return {
    ...document,
    tracks,
    clips: Object.fromEntries(Object.entries(document.clips).filter(([, clip]) => kept.has(clip.trackId))),
    master: { volumeDb: 0, effects: [], automation: [], modulators: [] },
    markers: [],
    loop: { ...document.loop, enabled: false },
  };
}

/** Whether what `trackAlone` renders is the same in both: documents share what was not edited. */
export function soundsAlike(a: ProjectDocument, b: ProjectDocument): boolean {
  const heard = ({ tracks, clips, sampleRate, tempo }: ProjectDocument): string =>
    JSON.stringify([
      sampleRate,
      tempo,
      Object.values(clips).sort((one, other) => one.id.localeCompare(other.id)),
      // How a track is shown is not heard.
      tracks.map((track) => ({
        ...track,
        name: '',
        colour: '',
        height: 0,
        collapsed: false,
        view: '',
        automation: track.automation.map((lane) => ({ ...lane, shown: true })),
      })),
    ]);
  return heard(a) === heard(b);
}

/** The track plays this sound, from `start` on (samples), in the place of its clips and effects. */
export function freezeTrack(document: ProjectDocument, id: string, sound: Sound, start: number): Operation[] {
  const track = trackById(document, id);
  if (track?.kind !== 'audio' || track.frozen) return [];
  return [
    ...ensureSound(document, sound),
    { type: 'track.set', id, changes: { frozen: { soundId: sound.id, start } } },
  ];
}

/** Clips and effects play again; the sound goes when nothing else uses it. */
export function unfreezeTrack(document: ProjectDocument, id: string): Operation[] {
  const soundId = trackById(document, id)?.frozen?.soundId;
  if (soundId === undefined) return [];
  const operations = changeTrack(document, id, { frozen: null });
  const unused = !usedSounds(applyAll(document, operations).document).has(soundId);
  return unused && document.sounds[soundId]
    ? [...operations, { type: 'sound.remove', id: soundId }]
    : operations;
}

/**
 * The sound as a clip on a new track right below, with the fader, pan, sends and output of the one it was made from,
 * which is muted.
 */
export function bounceTrack(document: ProjectDocument, id: string, sound: Sound, start: number): Operation[] {
  const track = trackById(document, id);
  if (!track) return [];
  const bounced: Track = {
    ...track,
    id: newId(),
    kind: 'audio',
    name: `${track.name} bounce`.slice(0, 200),
    muted: false,
    soloed: false,
    effects: [],
    sends: track.sends.map((send) => ({ ...send, id: newId() })),
    // Of its own automation it keeps what its fader and pan do: sends and effects are other ones now.
    automation: track.automation
      .filter(({ target }) => target === 'volume' || target === 'pan')
      .map((lane) => ({ ...lane, id: newId() })),
    modulators: [],
    collapsed: false,
    frozen: null,
  };
  return [
    ...ensureSound(document, sound),
    { type: 'track.add', track: bounced, index: trackIndex(document, id) + 1 },
    { type: 'clip.add', clip: newClip(sound, bounced.id, start, document.sampleRate) },
    ...changeTrack(document, id, { muted: true, soloed: false }),
  ];
}
