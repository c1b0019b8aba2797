import type { Effect, ProjectDocument } from '../../preload/contract/document';
import { scene, type ClipSpec, type TrackSpec as SceneTrack } from '../../preload/contract/testing/scene';
import { newEffect } from '../../renderer/audio/effects/index';
import { newTrack } from '../../renderer/document/factory';

export type { ClipSpec };
export type TrackSpec = Partial<SceneTrack>;

/** An effect with some parameters set. */
export function effect(type: string, params: Effect['params'] = {}, bypassed = false): Effect {
  const made = newEffect(type);
  return { ...made, bypassed, params: { ...made.params, ...params } };
}

/** A document at 48 kHz; clips are 1 s long unless said otherwise. */
export const project = (tracks: TrackSpec[], changes: Partial<ProjectDocument> = {}): ProjectDocument =>
  scene(
    tracks.map((track, index) => ({ ...newTrack(index), ...track })),
    changes,
  );
