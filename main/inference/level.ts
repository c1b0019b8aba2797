import { outputError, requireFinite, requireHeard } from './check';

/** A take leaves inference at -1 dBFS peak or below. */
export const PEAK_CEILING = 10 ** (-1 / 20);
/** RMS of its loudest 400 ms to which a quieter take is raised: -20 dBFS, a level to work with … */
const WORKING_RMS = 10 ** (-20 / 20);
/** … but by no more than 20 dB, so that what is barely there is not blown up into noise. */
const LARGEST_GAIN = 10 ** (20 / 20);
/** 400 ms in steps of 100 ms: the momentary window of loudness meters (EBU Tech 3341). */
const WINDOW = 17_640;
const WINDOW_STEP = 4410;
/** A model that is this far above full scale (+24 dBFS) has run away; scaling it down would only hide that. */
const RUNAWAY_PEAK = 16;
/** Samples over which both ends of a sound rise and fall: 3 ms, too short to hear as a fade, long enough not to click. */
export const EDGE = 132;

/**
 * Brings a raw take to its final level, in place: its mean (DC) is taken out; a quiet take is raised, as a whole, to a working level, since
 * recordings are as loud as their microphones were near and takes of one prompt should compare; a loud one is lowered to -1 dBFS peak.
 * `edges` fades 3 ms at both ends, where a sound that does not decay would click.
 * Throws StudioError `output-check` when a sample is not finite, the take is silent, or its peak is beyond +24 dBFS.
 */
export function finishLevel(pcm: Float32Array, edges: boolean): void {
  requireFinite(pcm);
  removeMean(pcm);
  requireHeard(pcm);
  let peak = 0;
  for (const sample of pcm) peak = Math.max(peak, Math.abs(sample));
  if (peak > RUNAWAY_PEAK) throw outputError('The model gave a sound far beyond full scale.');
  const raise = Math.min(LARGEST_GAIN, Math.max(1, WORKING_RMS / loudestRms(pcm)));
  const gain = Math.min(raise, PEAK_CEILING / peak);
  for (let n = 0; n < pcm.length; n++) pcm[n]! *= gain;
  if (edges) fadeEdges(pcm);
}

function removeMean(pcm: Float32Array): void {
  let sum = 0;
  for (const sample of pcm) sum += sample;
  const mean = sum / pcm.length;
  for (let n = 0; n < pcm.length; n++) pcm[n]! -= mean;
}

function loudestRms(pcm: Float32Array): number {
  // Energy of each step, then of each window as a run of steps: every sample is read once.
  const steps = new Float64Array(Math.ceil(pcm.length / WINDOW_STEP));
  for (let n = 0; n < pcm.length; n++) steps[Math.floor(n / WINDOW_STEP)]! += pcm[n]! * pcm[n]!;
  const span = WINDOW / WINDOW_STEP;
  let loudest = 0;
  for (let first = 0; first === 0 || first + span <= steps.length; first++) {
    let energy = 0;
    for (const step of steps.subarray(first, first + span)) energy += step;
    loudest = Math.max(loudest, energy);
  }
  return Math.sqrt(loudest / Math.min(WINDOW, pcm.length));
}

function fadeEdges(pcm: Float32Array): void {
  const length = Math.min(EDGE, pcm.length >> 1);
  for (let n = 0; n < length; n++) {
    const rise = 0.5 - 0.5 * Math.cos((Math.PI * (n + 0.5)) / length);
    pcm[n]! *= rise;
    pcm[pcm.length - 1 - n]! *= rise;
  }
}
