import { StudioError } from '../../preload/contract/errors';
import { BINS, stftMagnitude } from './stft';

/** A take leaves inference at -1 dBFS peak or below. */
export const PEAK_CEILING = 10 ** (-1 / 20);
/** Samples over which both ends of a sound rise and fall: 3 ms, too short to hear as a fade, long enough not to click. */
const EDGE = 132;
/** A model that is this far above full scale (+24 dBFS) has run away; scaling it down would only hide that. */
const RUNAWAY_PEAK = 16;
/** RMS of the loudest 50 ms below which a sound counts as silent: -70 dBFS. */
const SILENT_RMS = 10 ** (-70 / 20);
const LOUDNESS_WINDOW = 2205;
/** A tone is constant when this share of its energy lies within two bins (43 Hz) of one frequency … */
const TONE_SHARE = 0.995;
/** … and its level, over the sound without its edges, varies by no more than this: half a decibel. */
const TONE_LEVEL_RATIO = 10 ** (0.5 / 20);

const outputError = (problem: string): StudioError =>
  new StudioError('output-check', problem, 'Try another seed, or say the prompt in other words.');

/**
 * Brings a raw take to its final level, in place. The models speak in absolute levels, and quiet sounds are meant to be quiet: only what
 * would pass -1 dBFS is scaled down, as a whole. `edges` fades 3 ms at both ends, where a sound that does not decay would click.
 * Throws StudioError `output-check` when a sample is not finite or the peak is beyond +24 dBFS.
 */
export function finishLevel(pcm: Float32Array, edges: boolean): void {
  let peak = 0;
  for (const sample of pcm) {
    const level = Math.abs(sample);
    // NaN compares false with everything, so it must be asked for.
    if (!Number.isFinite(level))
      throw outputError('The model gave a sound with samples that are no numbers.');
    if (level > peak) peak = level;
  }
  if (peak > RUNAWAY_PEAK) throw outputError('The model gave a sound far beyond full scale.');
  const gain = peak > PEAK_CEILING ? PEAK_CEILING / peak : 1;
  if (gain !== 1) for (let n = 0; n < pcm.length; n++) pcm[n]! *= gain;
  if (!edges) return;
  const length = Math.min(EDGE, pcm.length >> 1);
  for (let n = 0; n < length; n++) {
    const rise = 0.5 - 0.5 * Math.cos((Math.PI * (n + 0.5)) / length);
    pcm[n]! *= rise;
    pcm[pcm.length - 1 - n]! *= rise;
  }
}

/** Throws StudioError `output-check` when a finished take is not finite, clipped, silent or a constant tone. */
export function checkSound(pcm: Float32Array): void {
  let atCeiling = 0;
  for (const sample of pcm) {
    if (!Number.isFinite(sample))
      throw outputError('The model gave a sound with samples that are no numbers.');
    if (Math.abs(sample) > 1) throw outputError('The model gave a sound that is clipped.');
    // A wave touches its peak for a sample or two; a clipped one stays there.
    atCeiling = Math.abs(sample) >= PEAK_CEILING * 0.9999 ? atCeiling + 1 : 0;
    if (atCeiling > 16) throw outputError('The model gave a sound that is clipped.');
  }
  if (loudestRms(pcm) < SILENT_RMS) throw outputError('The model gave silence for this prompt and seed.');
  if (isConstantTone(pcm))
    throw outputError('The model gave nothing but a constant tone for this prompt and seed.');
}

function loudestRms(pcm: Float32Array): number {
  let loudest = 0;
  for (let start = 0; start < pcm.length; start += LOUDNESS_WINDOW) {
    const end = Math.min(pcm.length, start + LOUDNESS_WINDOW);
    let sum = 0;
    for (let n = start; n < end; n++) sum += pcm[n]! * pcm[n]!;
    loudest = Math.max(loudest, sum / (end - start));
  }
  return Math.sqrt(loudest);
}

/** Frames looked at, spread evenly over the sound: a constant tone is one everywhere. */
const TONE_FRAMES = 24;
const TONE_FRAME_SAMPLES = 2048;

function isConstantTone(pcm: Float32Array): boolean {
  const room = pcm.length - 2 * EDGE - TONE_FRAME_SAMPLES;
  if (room < 0) return false;
  let strongest: number | null = null;
  let [lowest, highest] = [Infinity, 0];
  for (let index = 0; index < TONE_FRAMES; index++) {
    const start = EDGE + Math.floor((room * index) / (TONE_FRAMES - 1));
    const { data } = stftMagnitude(pcm.subarray(start, start + TONE_FRAME_SAMPLES));
    // Of the five frames that centring gives, the middle one sees these samples alone.
    const frame = data.subarray(2 * BINS, 3 * BINS);
    const peak = frame.reduce((best, magnitude, bin) => (magnitude > (frame[best] ?? 0) ? bin : best), 0);
    if (strongest !== null && Math.abs(peak - strongest) > 1) return false;
    strongest ??= peak;
    const energy = frame.reduce((sum, magnitude) => sum + magnitude * magnitude, 0);
    const around = frame.subarray(Math.max(0, peak - 2), peak + 3);
    const within = around.reduce((sum, magnitude) => sum + magnitude * magnitude, 0);
    if (within < TONE_SHARE * energy) return false;
    lowest = Math.min(lowest, within);
    highest = Math.max(highest, within);
  }
  return Math.sqrt(highest / Math.max(lowest, Number.MIN_VALUE)) < TONE_LEVEL_RATIO;
}
