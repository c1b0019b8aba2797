import {
  GAIN_MAX_DB,
  GAIN_MIN_DB,
  type Clip,
  type ProjectDocument,
} from '../../../preload/contract/document';
import { newId } from '../factory';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { inCents } from './source';
import { takesOf, withSound } from './takes';

/** How copies are scattered. Times in samples at the project rate; the same seed gives the same places and values. */
export type Scatter = {
  readonly start: number;
  readonly length: number;
  readonly count: number;
  /** least silence between two copies */
  readonly gap: number;
  /** most that gain and pitch differ from the original's, either way: dB and semitones */
  readonly gainDb: number;
  readonly pitch: number;
  /** each copy plays one of the takes behind its original */
  readonly takes: boolean;
  readonly seed: number;
};

/** Numbers in [0, 1) that follow from the seed: mulberry32, by Tommy Ettinger (public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const clamped = (gainDb: number): number =>
  Math.min(GAIN_MAX_DB, Math.max(GAIN_MIN_DB, Math.round(gainDb * 10) / 10));

/**
 * Copies of the clips at random places of a stretch of time, each on its original's track. They keep their distance from
 * each other, whatever track they are on; as many of the wanted ones are made as have room.
 */
export function scatterClips(
  document: ProjectDocument,
  ids: Iterable<string>,
  scatter: Scatter,
): Operation[] {
  const originals = clipsById(document, ids);
  if (originals.length === 0) return [];
  const random = randomFrom(scatter.seed);
  const vary = (most: number): number => (random() * 2 - 1) * most;
  const copies: Clip[] = [];
  let room = scatter.length;
  for (let index = 0; index < scatter.count; index += 1) {
    const original = originals[Math.floor(random() * originals.length)];
    if (!original) break;
    const takes = takesOf(original);
    const sound = document.sounds[takes[Math.floor(random() * takes.length)] ?? original.soundId];
    const clip = scatter.takes && sound ? withSound(document, original, sound) : original;
    const taken = clip.length + (copies.length > 0 ? scatter.gap : 0);
    if (taken > room) break;
    room -= taken;
    copies.push({
      ...clip,
      id: newId(),
      gainDb: clamped(clip.gainDb + vary(scatter.gainDb)),
      pitch: inCents(clip.pitch + vary(scatter.pitch)),
    });
  }
  // What is left of the time is shared out at random: every arrangement that fits is as likely as any other.
  const shifts = copies.map(() => random() * room).sort((a, b) => a - b);
  let from = scatter.start;
  return copies.map((clip, index) => {
    const start = Math.round(from + (shifts[index] ?? 0));
    from += clip.length + scatter.gap;
    return { type: 'clip.add', clip: { ...clip, start } };
  });
}
