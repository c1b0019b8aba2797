import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import { newId, newTrack } from '../factory';
import { fitFades } from '../fades';
import type { Operation } from '../operations';
import { sourceLength } from '../sources';
import { clipsById, trackIndex } from '../select';
import { takesClips } from './move';
import { ensureSound } from './place';

/**
 * What was copied, free of the project it came from: rows count from the topmost clip's track, times (in samples
 * at `sampleRate`) from the earliest clip. The sounds travel along, so that a cut clip can always come back.
 */
export type CopiedClips = {
  readonly sampleRate: number;
  /** time that all of it takes, in samples */
  readonly length: number;
  readonly items: readonly { readonly row: number; readonly time: number; readonly clip: Clip }[];
  readonly sounds: readonly Sound[];
};

export function copyClips(
  document: ProjectDocument,
  ids: Iterable<string> = Object.keys(document.clips),
): CopiedClips | null {
  const clips = clipsById(document, ids);
  if (clips.length === 0) return null;
  const rowOf = (clip: Clip): number =>
    document.tracks.slice(0, trackIndex(document, clip.trackId)).filter(takesClips).length;
  const top = Math.min(...clips.map(rowOf));
  const first = Math.min(...clips.map((clip) => clip.start));
  const soundIds = new Set(clips.flatMap(({ soundId, takes }) => [soundId, ...takes]));
  return {
    sampleRate: document.sampleRate,
    length: Math.max(...clips.map((clip) => clip.start + clip.length)) - first,
    items: clips.map((clip) => ({
      row: rowOf(clip) - top,
      time: clip.start - first,
      clip,
    })),
    sounds: [...soundIds].flatMap((id) => document.sounds[id] ?? []),
  };
}

/** The clip at another project rate; rounding never makes it show more than its sound has. */
function atRate(clip: Clip, ratio: number, sound: Sound | undefined, rate: number): Clip {
  if (ratio === 1) return clip;
  const scale = (samples: number): number => Math.round(samples * ratio);
  const whole = sound ? sourceLength(sound, clip, rate) : Infinity;
  const offset = Math.min(scale(clip.offset), whole - 1);
  const loopStart = clip.loop ? Math.min(scale(clip.loop.start), whole - 1) : 0;
  const loop = clip.loop && {
    start: loopStart,
    length: Math.min(Math.max(1, scale(clip.loop.length)), whole - loopStart),
  };
  const length = Math.max(1, Math.min(scale(clip.length), loop ? Infinity : whole - offset));
  const fades = {
    fadeIn: { ...clip.fadeIn, length: scale(clip.fadeIn.length) },
    fadeOut: { ...clip.fadeOut, length: scale(clip.fadeOut.length) },
  };
  const envelope = clip.envelope.map((point) => ({ ...point, at: scale(point.at) }));
  return { ...clip, offset, loop, length, envelope, ...fitFades(fades, length) };
}

/**
 * Puts the copies with their earliest clip at `time` and their topmost on `trackId` (null: the first track). Rows on
 * tracks that hold no clips go to the next that does; rows beyond the last become new tracks.
 */
export function pasteClips(
  document: ProjectDocument,
  copied: CopiedClips,
  at: { trackId: string | null; time: number },
): Operation[] {
  const ratio = document.sampleRate / copied.sampleRate;
  const firstRow = Math.max(0, at.trackId === null ? 0 : trackIndex(document, at.trackId));
  const tracks = document.tracks.slice(firstRow).filter(takesClips);
  const operations: Operation[] = copied.sounds.flatMap((sound) => ensureSound(document, sound));
  const lastRow = Math.max(...copied.items.map((item) => item.row));
  for (let index = document.tracks.length; tracks.length <= lastRow; index += 1) {
    const track = newTrack(index);
    operations.push({ type: 'track.add', track, index });
    tracks.push(track);
  }
  const sounds = new Map(copied.sounds.map((sound) => [sound.id, sound]));
  for (const { row, time, clip } of copied.items) {
    const track = tracks[row];
    if (!track) continue;
    const start = Math.max(0, Math.round(at.time)) + Math.round(time * ratio);
    const sized = atRate(clip, ratio, sounds.get(clip.soundId), document.sampleRate);
    operations.push({ type: 'clip.add', clip: { ...sized, id: newId(), trackId: track.id, start } });
  }
  return operations;
}
