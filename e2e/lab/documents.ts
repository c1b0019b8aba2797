import type { z } from 'zod';
import { clipSchema, type Effect, type ProjectDocument, type Track } from '../../preload/contract/document';
import { newEffect } from '../../renderer/audio/effects/index';
import { emptyDocument, newTrack } from '../../renderer/document/factory';

export type ClipSpec = Partial<Omit<z.input<typeof clipSchema>, 'id' | 'trackId'>> & { soundId: string };
export type TrackSpec = Partial<Track> & { clips?: ClipSpec[] };

/** An effect with some parameters set. */
export function effect(type: string, params: Effect['params'] = {}, bypassed = false): Effect {
  const made = newEffect(type);
  return { ...made, bypassed, params: { ...made.params, ...params } };
}

/** A document at 48 kHz; clips are 1 s long unless said otherwise. */
export function project(tracks: TrackSpec[], changes: Partial<ProjectDocument> = {}): ProjectDocument {
  const document = emptyDocument();
  tracks.forEach(({ clips = [], ...rest }, index) => {
    const track = { ...newTrack(index), ...rest };
    document.tracks.push(track);
    clips.forEach((spec, number) => {
      const id = `clip-${index}-${number}`;
      document.clips[id] = clipSchema.parse({
        id,
        trackId: track.id,
        name: id,
        start: 0,
        length: 48_000,
        offset: 0,
        gainDb: 0,
        fadeIn: { length: 0, curve: 'linear' },
        fadeOut: { length: 0, curve: 'linear' },
        muted: false,
        colour: null,
        ...spec,
      });
    });
  });
  return { ...document, ...changes };
}
