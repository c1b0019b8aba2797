import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import { newId, newTrack } from '../factory';
import type { Operation } from '../operations';
import { clipsById, trackIndex } from '../select';
import { ensureSound } from './place';

/**
 * What was copied, free of the project it came from: rows count from the topmost clip's track, times (in samples
 * at `sampleRate`) from the earliest clip. The sounds travel along, so that a cut clip can always come back.
 */
export type CopiedClips = {
  readonly sampleRate: number;
  readonly items: readonly { readonly row: number; readonly time: number; readonly clip: Clip }[];
  readonly sounds: readonly Sound[];
};

export function copyClips(document: ProjectDocument, ids: Iterable<string>): CopiedClips | null {
  const clips = clipsById(document, ids);
  if (clips.length === 0) return null;
  const top = Math.min(...clips.map((clip) => trackIndex(document, clip.trackId)));
  const first = Math.min(...clips.map((clip) => clip.start));
  const soundIds = new Set(clips.map((clip) => clip.soundId));
  return {
    sampleRate: document.sampleRate,
    items: clips.map((clip) => ({
      row: trackIndex(document, clip.trackId) - top,
      time: clip.start - first,
      clip,
    })),
    sounds: [...soundIds].flatMap((id) => document.sounds[id] ?? []),
  };
}

function atRate(clip: Clip, ratio: number): Clip {
  if (ratio === 1) return clip;
  const scale = (samples: number): number => Math.round(samples * ratio);
  const length = Math.max(1, scale(clip.length));
  const fadeIn = Math.min(length, scale(clip.fadeIn.length));
  return {
    ...clip,
    offset: scale(clip.offset),
    length,
    fadeIn: { ...clip.fadeIn, length: fadeIn },
    fadeOut: { ...clip.fadeOut, length: Math.min(length - fadeIn, scale(clip.fadeOut.length)) },
  };
}

/**
 * Puts the copies with their earliest clip at `time` and their topmost on `trackId` (null: the first track). Rows
 * beyond the last track become new tracks.
 */
export function pasteClips(
  document: ProjectDocument,
  copied: CopiedClips,
  at: { trackId: string | null; time: number },
): Operation[] {
  const ratio = document.sampleRate / copied.sampleRate;
  const firstRow = Math.max(0, at.trackId === null ? 0 : trackIndex(document, at.trackId));
  const tracks = [...document.tracks];
  const operations: Operation[] = copied.sounds.flatMap((sound) => ensureSound(document, sound));
  const lastRow = firstRow + Math.max(...copied.items.map((item) => item.row));
  while (tracks.length <= lastRow) {
    const track = newTrack(tracks.length);
    operations.push({ type: 'track.add', track, index: tracks.length });
    tracks.push(track);
  }
  for (const { row, time, clip } of copied.items) {
    const track = tracks[firstRow + row];
    if (!track) continue;
    const start = Math.max(0, Math.round(at.time)) + Math.round(time * ratio);
    operations.push({
      type: 'clip.add',
      clip: { ...atRate(clip, ratio), id: newId(), trackId: track.id, start },
    });
  }
  return operations;
}
