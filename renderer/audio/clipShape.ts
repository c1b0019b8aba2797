import type { Clip } from '../../preload/contract/document';
import { fadeGain } from './fades';

/** What a clip's gain depends on, between samples `from` and `to` of the clip, at the project rate. */
export type ClipShape = {
  readonly clip: Pick<Clip, 'gainDb' | 'fadeIn' | 'fadeOut' | 'envelope' | 'length'>;
  readonly from: number;
  readonly to: number;
  /** frames per sample of the project */
  readonly ratio: number;
};

/** A gain drawn as straight lines between equally distant points, from sample `begin` to `end` of the clip. */
export type GainCurve = { readonly begin: number; readonly end: number; readonly values: Float32Array };

/** So many points that the error stays under −100 dB for smooth fades. */
const CURVE_POINTS = 1025;
const NEPERS_PER_DB = Math.LN10 / 20;

const linear = (db: number): number => 10 ** (db / 20);

/** The fade-in and the clip's own gain; null where nothing of the fade is played. */
export function fadeInCurve({ clip, from, to, ratio }: ClipShape): GainCurve | null {
  const { fadeIn, gainDb } = clip;
  if (from >= fadeIn.length) return null;
  const gain = linear(gainDb);
  return drawn(from, Math.min(fadeIn.length, to), ratio, (at) => gain * fadeGain(fadeIn, at / fadeIn.length));
}

/** null where nothing of the fade is played. */
export function fadeOutCurve({ clip, from, to, ratio }: ClipShape): GainCurve | null {
  const { fadeOut, length } = clip;
  const begin = Math.max(0, length - fadeOut.length, from);
  if (to <= begin || fadeOut.length === 0) return null;
  return drawn(begin, to, ratio, (at) => fadeGain(fadeOut, (length - at) / fadeOut.length));
}

function drawn(
  begin: number,
  end: number,
  ratio: number,
  gainAt: (sample: number) => number,
): GainCurve | null {
  // One frame cannot hold a curve.
  if ((end - begin) * ratio < 2) return null;
  const values = new Float32Array(CURVE_POINTS);
  for (let i = 0; i < CURVE_POINTS; i += 1) {
    values[i] = gainAt(begin + ((end - begin) * i) / (CURVE_POINTS - 1));
  }
  return { begin, end, values };
}

/**
 * Gives frames of a clip its gain, fades and envelope, in place: what a voice's gain nodes do. `first`: how many of its
 * frames, from sample `shape.from` on, lie before these.
 */
export function shapeClip(channels: readonly Float32Array[], first: number, shape: ClipShape): void {
  const fadeIn = fadeInCurve(shape);
  const fadeOut = fadeOutCurve(shape);
  const { clip, from, ratio } = shape;
  const frames = channels[0]?.length ?? 0;
  const sampleOf = (frame: number): number => from + (first + frame) / ratio;
  if (fadeIn) applyCurve(channels, fadeIn, sampleOf);
  else if (clip.gainDb !== 0) scale(channels, 0, frames, linear(clip.gainDb));
  if (clip.envelope.length > 0) applyEnvelope(channels, clip.envelope, sampleOf);
  if (fadeOut) applyCurve(channels, fadeOut, sampleOf);
}

function scale(channels: readonly Float32Array[], begin: number, end: number, gain: number): void {
  if (gain === 1) return;
  for (const channel of channels) for (let i = begin; i < end; i += 1) channel[i] = channel[i]! * gain;
}

/** Before it begins a curve stands at its first value, and after its end at its last. */
function applyCurve(
  channels: readonly Float32Array[],
  { begin, end, values }: GainCurve,
  sampleOf: (frame: number) => number,
): void {
  const frames = channels[0]?.length ?? 0;
  const last = values.length - 1;
  const placeOf = (frame: number): number => ((sampleOf(frame) - begin) / (end - begin)) * last;
  const perFrame = placeOf(1) - placeOf(0);
  const rising = Math.min(frames, Math.max(0, Math.ceil(-placeOf(0) / perFrame)));
  const over = Math.min(frames, Math.max(rising, Math.ceil((last - placeOf(0)) / perFrame)));
  scale(channels, 0, rising, values[0]!);
  for (const channel of channels) {
    for (let i = rising; i < over; i += 1) {
      const place = placeOf(i);
      const point = Math.floor(place);
      const a = values[point]!;
      channel[i] = channel[i]! * (a + (place - point) * ((values[point + 1] ?? a) - a));
    }
  }
  scale(channels, over, frames, values[last]!);
}

/** Straight in dB between its points, and level on either side of them. */
function applyEnvelope(
  channels: readonly Float32Array[],
  envelope: Clip['envelope'],
  sampleOf: (frame: number) => number,
): void {
  const frames = channels[0]?.length ?? 0;
  let next = 0;
  for (let i = 0; i < frames; i += 1) {
    const sample = sampleOf(i);
    while (next < envelope.length && envelope[next]!.at <= sample) next += 1;
    const after = envelope[next];
    const before = envelope[next - 1];
    const start = before ?? after!;
    const way = before && after ? (sample - before.at) / (after.at - before.at) : 0;
    const gain = Math.exp(NEPERS_PER_DB * (start.gainDb + way * ((after ?? start).gainDb - start.gainDb)));
    for (const channel of channels) channel[i] = channel[i]! * gain;
  }
}
