import type { Clip } from '../../preload/contract/document';
import { sourceKey, sourceSample, type Source } from '../document/sources';
import { gcd } from './gcd';
import { loopBody, loopMargin } from './loopBody';
import { resampleWindow } from './resample';
import {
  bufferLength,
  bufferOf,
  cachedBuffer,
  channelsOf,
  loadFrames,
  release,
  resampleInWorker,
} from './sounds';

type Loop = NonNullable<Clip['loop']>;
type Looped = Source & { readonly loop: Loop };
type Played = Source & Pick<Clip, 'loop'>;

/** Rounds of a loop that are laid in a row where its length is no whole number of frames: at most this long, in seconds. */
const LONGEST_ROW = 60;
/** A shorter loop is loaded once, and not anew in every round. Seconds */
const LONG_LOOP = 10;

/** Whether a clip plays the very samples of its sound, in whatever order. */
export const isUnstretched = ({ pitch, stretch }: Source): boolean => pitch === 0 && stretch === 1;

/**
 * Whether a clip's buffer (loadClipBuffer) need not be made whole: what it plays can be loaded piece by piece. What is
 * stretched cannot: each of its frames depends on all before.
 */
export const inPieces = (clip: Played, projectRate: number): boolean =>
  isUnstretched(clip) && (!clip.loop || clip.loop.length > LONG_LOOP * projectRate);

/** The frame of its buffer that a clip plays at its sample `p`. @param ratio frames a sample */
export const bufferFrame = (clip: Pick<Clip, 'offset' | 'loop'>, p: number, ratio: number): number =>
  Math.round((sourceSample(clip, p) - (clip.loop?.start ?? 0)) * ratio);

/**
 * Frames of the buffer of a clip that is played in pieces, to the bit, and of no more of its sound: around and around in
 * a loop; else fewer where the sound ends before. They are the caller's, to be released.
 */
export function loadClipFrames(
  clip: Played,
  rate: number,
  projectRate: number,
  first: number,
  frames: number,
): Promise<Float32Array[]> {
  const { loop } = clip;
  if (!loop) return sourceFrames(clip, rate, first, frames);
  const looped = { ...clip, loop };
  return rate === projectRate
    ? roundFrames(looped, rate, first, frames)
    : circleFrames(looped, rate, projectRate, first, frames);
}

/** The same as a buffer of just so many frames: silence past the sound's end. */
export async function loadPiece(
  clip: Played,
  rate: number,
  projectRate: number,
  first: number,
  frames: number,
): Promise<AudioBuffer> {
  const channels = await loadClipFrames(clip, rate, projectRate, first, frames);
  const buffer = bufferOf(channels, rate, frames);
  release(channels);
  return buffer;
}

/** Frames of a sound, forwards or backwards; fewer where it ends before. */
export async function sourceFrames(
  { soundId, reversed }: Source,
  rate: number,
  first: number,
  frames: number,
): Promise<Float32Array[]> {
  if (!reversed) return loadFrames(rate, soundId, first, frames);
  const end = Math.max(0, (await bufferLength(rate, soundId)) - first);
  const from = Math.max(0, end - frames);
  const channels = await loadFrames(rate, soundId, from, Math.max(1, end - from));
  return channels.map((channel) => channel.subarray(0, end - from).reverse());
}

/**
 * The circle as which a loop's rounds are converted to another rate: `length` samples of them, laid out with `margin`
 * more on either side, by what gives whole frames and covers the filter; of what comes out, `frames` from `first` on.
 */
export function loopCircle({ length: round }: Loop, rate: number, projectRate: number) {
  const divisor = gcd(rate, projectRate);
  const down = projectRate / divisor;
  const exact = down / gcd(down, round);
  const rounds = Math.max(1, Math.min(exact, Math.floor((LONGEST_ROW * projectRate) / round)));
  const length = rounds * round;
  const margin = down * Math.ceil(256 / down);
  const first = (margin / down) * (rate / divisor);
  return { length, margin, first, frames: Math.max(1, Math.round((length * rate) / projectRate)) };
}

async function circleFrames(
  clip: Looped,
  rate: number,
  projectRate: number,
  first: number,
  frames: number,
): Promise<Float32Array[]> {
  const circle = loopCircle(clip.loop, rate, projectRate);
  return around(circle.frames, first, frames, async (from, count) => {
    const row = resampleWindow(projectRate, rate, circle.first + from, count);
    const end = Math.min(row.from + row.length, circle.length + 2 * circle.margin);
    const rounds = await roundFrames(clip, projectRate, row.from - circle.margin, end - row.from);
    const converted = await resampleInWorker(rounds, projectRate, rate);
    release(rounds);
    return converted.map((channel) => channel.subarray(row.skip, row.skip + count));
  });
}

/** Frames of a loop's rounds at the project rate. */
async function roundFrames(
  clip: Looped,
  rate: number,
  first: number,
  frames: number,
): Promise<Float32Array[]> {
  const { start, length } = clip.loop;
  const ends = await loadEnds(clip, rate);
  return around(length, first, frames, async (from, count) => {
    const channels = await sourceFrames(clip, rate, start + from, count);
    const round = channels.map((channel, index) => {
      const part = new Float32Array(count);
      part.set(channel);
      const end = ends[index]!;
      const half = end.length / 2;
      for (let i = from; i < Math.min(from + count, half); i += 1) part[i - from] = end[i]!;
      for (let i = Math.max(from, length - half); i < from + count; i += 1)
        part[i - from] = end[i - length + 2 * half]!;
      return part;
    });
    release(channels);
    return round;
  });
}

/** The beginning and the end of a loop's round, as long as each other, in a row: where it is not as its source is. */
async function loadEnds(clip: Looped, rate: number): Promise<Float32Array[]> {
  const { start, length } = clip.loop;
  const key = `${rate} ${sourceKey(clip)} ends ${start} ${length}`;
  const buffer = await cachedBuffer(key, async () => {
    const margin = loopMargin(rate);
    const half = 2 * margin;
    const before = Math.min(margin, start);
    const heads = await sourceFrames(clip, rate, start - before, before + half);
    const tails = await sourceFrames(clip, rate, start + length - half, half + margin);
    // A loop that is as long as its ends has the same seam.
    const short = heads.map((head, index) => {
      const tail = tails[index]!;
      const both = new Float32Array(before + half + tail.length);
      both.set(head);
      both.set(tail, before + half);
      return both;
    });
    return bufferOf(loopBody(short, { start: before, length: 2 * half }, rate), rate);
  });
  return channelsOf(buffer);
}

/** Frames of something of `length` frames that goes around, of which `load` gives any in a row. */
async function around(
  length: number,
  first: number,
  frames: number,
  load: (from: number, count: number) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
  const all: Float32Array[] = [];
  for (let at = 0; at < frames;) {
    const from = (((first + at) % length) + length) % length;
    const count = Math.min(frames - at, length - from);
    const part = await load(from, count);
    part.forEach((channel, index) => (all[index] ??= new Float32Array(frames)).set(channel, at));
    release(part);
    at += count;
  }
  return all;
}
