import type { Clip, ProjectDocument, Track } from '../../preload/contract/document';

/** The track as one that changes nothing of what its clips sound like. */
export const plainTrack = (track: Track): Track => ({
  ...track,
  kind: 'audio',
  muted: false,
  soloed: false,
  frozen: null,
  phaseInverted: false,
  volumeDb: 0,
  pan: 0,
  groupId: null,
  effects: [],
  sends: [],
  automation: [],
  modulators: [],
});

export const plainMaster: ProjectDocument['master'] = {
  volumeDb: 0,
  effects: [],
  automation: [],
  modulators: [],
};

/** A project with nothing but these clips, as they sound before their track: no effects, no fader, no master. */
export function clipsAlone(document: ProjectDocument, clips: readonly Clip[]): ProjectDocument | null {
  const track = document.tracks.find(({ id }) => id === clips[0]?.trackId);
  if (!track) return null;
  return {
    ...document,
    tracks: [plainTrack(track)],
    clips: Object.fromEntries(clips.map((clip) => [clip.id, { ...clip, trackId: track.id }])),
    master: plainMaster,
    loop: { ...document.loop, enabled: false },
  };
}
