import type { z } from 'zod';
import { clipSchema, emptyProject, trackSchema, type ProjectDocument, type Send } from '../document';

export type ClipSpec = Partial<Omit<z.input<typeof clipSchema>, 'trackId'>> & { soundId: string };
export type TrackSpec = Partial<z.input<typeof trackSchema>> & { id: string; clips?: readonly ClipSpec[] };

const fade = { length: 0, curve: 'linear' as const };

/**
 * A document for tests, told by what matters in it: tracks at 0 dB in the middle, clips `<track>-<number>` of a second
 * (48,000 samples) from the start of their sounds, at the project's start, without fades.
 */
export function scene(tracks: readonly TrackSpec[], change: Partial<ProjectDocument> = {}): ProjectDocument {
  const document: ProjectDocument = { ...emptyProject('scene'), ...change };
  for (const { clips = [], ...track } of tracks) {
    document.tracks.push(
      trackSchema.parse({
        name: track.id,
        colour: '#5fb0c9',
        volumeDb: 0,
        pan: 0,
        muted: false,
        soloed: false,
        effects: [],
        height: 76,
        ...track,
      }),
    );
    clips.forEach((clip, index) => {
      const id = clip.id ?? `${track.id}-${index}`;
      document.clips[id] = clipSchema.parse({
        id,
        trackId: track.id,
        name: id,
        start: 0,
        length: 48_000,
        offset: 0,
        gainDb: 0,
        fadeIn: fade,
        fadeOut: fade,
        muted: false,
        colour: null,
        ...clip,
      });
    });
  }
  return document;
}

/** A send at 0 dB behind the fader. */
export const sendTo = (returnId: string, change: Partial<Send> = {}): Send => ({
  id: `to-${returnId}`,
  returnId,
  levelDb: 0,
  pre: false,
  muted: false,
  ...change,
});
