import type { Clip, ProjectDocument } from '../../preload/contract/document';
import type { Pcm } from '../../preload/contract/sound';
import { LoudnessMeter } from '../audio/metering/loudness';
import { fadeGain } from '../audio/fades';
import { envelopeDb } from '../document/edits/envelope';
import { sourceLengthOf } from '../document/parts';
import { sourceSample } from '../document/sources';

/** Samples over which fades and envelope are taken as constant: 0.7 ms at 48 kHz. */
const STEP = 32;

const linear = (db: number): number => 10 ** (db / 20);

/** Gain of the clip's fades and envelope at its sample `p`, without `gainDb`. */
function shapeAt(clip: Clip, p: number): number {
  const fadeIn = clip.fadeIn.length > 0 ? fadeGain(clip.fadeIn, p / clip.fadeIn.length) : 1;
  const fadeOut =
    clip.fadeOut.length > 0 ? fadeGain(clip.fadeOut, (clip.length - p) / clip.fadeOut.length) : 1;
  return fadeIn * fadeOut * linear(envelopeDb(clip.envelope, p));
}

/**
 * What is heard of a clip before its `gainDb`: one array per channel at the project rate, fades and envelope applied.
 * Good for levels: samples are picked, not interpolated, and pitch is left out.
 */
export function audiblePart(document: ProjectDocument, clip: Clip, pcm: Pcm): Float32Array[] {
  const frames = pcm.channels[0]?.length ?? 0;
  const whole = sourceLengthOf(document, clip);
  const ratio = frames / whole;
  return pcm.channels.map((channel) => {
    const heard = new Float32Array(clip.length);
    for (let from = 0; from < clip.length; from += STEP) {
      const to = Math.min(clip.length, from + STEP);
      const shape = shapeAt(clip, (from + to) / 2);
      for (let p = from; p < to; p += 1) {
        const source = sourceSample(clip, p);
        const forward = clip.reversed ? whole - 1 - source : source;
        heard[p] = (channel[Math.min(frames - 1, Math.round(forward * ratio))] ?? 0) * shape;
      }
    }
    return heard;
  });
}

/** Largest magnitude in dBFS; -∞ for silence. */
export function peakDbOf(channels: readonly Float32Array[]): number {
  let peak = 0;
  for (const channel of channels) for (const value of channel) peak = Math.max(peak, Math.abs(value));
  return 20 * Math.log10(peak);
}

/** Integrated loudness in LUFS; for a sound shorter than a gating block the loudest moment of it. */
export function loudnessOf(channels: readonly Float32Array[], sampleRate: number): number {
  const meter = new LoudnessMeter(
    sampleRate,
    channels.map(() => 1),
  );
  meter.push(channels);
  const { integrated, maxMomentary } = meter.read();
  return Number.isFinite(integrated) ? integrated : maxMomentary;
}
