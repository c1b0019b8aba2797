import { StudioError } from '../../preload/contract/errors';
import { BINS, stftMagnitude } from './stft';

/** RMS of the loudest 50 ms below which a sound counts as silent: -70 dBFS. */
const SILENT_RMS = 10 ** (-70 / 20);
const SILENT_WINDOW = 2205;
/** A wave touches its peak for a sample or two; a clipped one stays within this share of it for longer. */
const AT_PEAK = 0.9999;
const CLIPPED_RUN = 16;
/** A tone is constant when this share of its energy lies within two bins (43 Hz) of one frequency … */
const TONE_SHARE = 0.995;
/** … and its level, over the sound without its edges, varies by no more than this: half a decibel. */
const TONE_LEVEL_RATIO = 10 ** (0.5 / 20);
/** Frames looked at, spread evenly over the sound: a constant tone is one everywhere. */
const TONE_FRAMES = 24;
const TONE_FRAME_SAMPLES = 2048;
/** Left out at both ends, where fades are: 10 ms. */
const TONE_EDGE = 441;

export const outputError = (problem: string): StudioError =>
  new StudioError('output-check', problem, 'Try another seed, or say the prompt in other words.');

/** Throws StudioError `output-check` when a finished take is not finite, clipped, silent or a constant tone. */
export function checkSound(pcm: Float32Array): void {
  requireFinite(pcm);
  requireHeard(pcm);
  if (isClipped(pcm)) throw outputError('The model gave a sound that is clipped.');
  if (isConstantTone(pcm))
    throw outputError('The model gave nothing but a constant tone for this prompt and seed.');
}

/** Throws StudioError `output-check` when a sample is infinite or no number. */
export function requireFinite(pcm: Float32Array): void {
  for (const sample of pcm) {
    if (!Number.isFinite(sample))
      throw outputError('The model gave a sound with samples that are no numbers.');
  }
}

/** Throws StudioError `output-check` when even the loudest moment is silent. */
export function requireHeard(pcm: Float32Array): void {
  for (let start = 0; start < pcm.length; start += SILENT_WINDOW) {
    const end = Math.min(pcm.length, start + SILENT_WINDOW);
    let energy = 0;
    for (let n = start; n < end; n++) energy += pcm[n]! * pcm[n]!;
    if (energy >= (end - start) * SILENT_RMS * SILENT_RMS) return;
  }
  throw outputError('The model gave silence for this prompt and seed.');
}

function isClipped(pcm: Float32Array): boolean {
  let peak = 0;
  for (const sample of pcm) peak = Math.max(peak, Math.abs(sample));
  if (peak > 1) return true;
  let run = 0;
  for (const sample of pcm) {
    run = Math.abs(sample) >= AT_PEAK * peak ? run + 1 : 0;
    if (run > CLIPPED_RUN) return true;
  }
  return false;
}

function isConstantTone(pcm: Float32Array): boolean {
  const room = pcm.length - 2 * TONE_EDGE - TONE_FRAME_SAMPLES;
  if (room < 0) return false;
  let first: number | null = null;
  let [lowest, highest] = [Infinity, 0];
  for (let index = 0; index < TONE_FRAMES; index++) {
    const start = TONE_EDGE + Math.floor((room * index) / (TONE_FRAMES - 1));
    const { data } = stftMagnitude(pcm.subarray(start, start + TONE_FRAME_SAMPLES));
    // Of the five frames that centring gives, the middle one sees these samples alone.
    const frame = data.subarray(2 * BINS, 3 * BINS);
    const peak = frame.reduce((best, magnitude, bin) => (magnitude > frame[best]! ? bin : best), 0);
    first ??= peak;
    if (Math.abs(peak - first) > 1) return false;
    const energy = sumOfSquares(frame);
    const within = sumOfSquares(frame.subarray(Math.max(0, peak - 2), peak + 3));
    if (within < TONE_SHARE * energy) return false;
    lowest = Math.min(lowest, within);
    highest = Math.max(highest, within);
  }
  return Math.sqrt(highest / Math.max(lowest, Number.MIN_VALUE)) < TONE_LEVEL_RATIO;
}

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
