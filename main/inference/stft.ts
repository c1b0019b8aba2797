import FFT from 'fft.js';

/** The one STFT of the studio's models: 2048 samples, hop 512, periodic Hann. */
export const N_FFT = 2048;
export const HOP = 512;
export const BINS = N_FFT / 2 + 1;
const OVERLAP = N_FFT / HOP;
const HALF = N_FFT / 2;

export const hann = Float64Array.from(
  { length: N_FFT },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / N_FFT),
);

/** The window and the 1/N of the inverse transform in one. */
const scaledHann = hann.map((window) => window / N_FFT);

const fft = new FFT(N_FFT);
const complexIn = new Float64Array(2 * N_FFT);
const complexOut = new Float64Array(2 * N_FFT);

/**
 * Inverse STFT of `spectrum` [2, 1025, frames] (all real parts, then all imaginary ones) -> 512 * frames samples.
 *
 * Frame t's 2048 samples are irfft(re + j im) with 1/N inside (the imaginary parts of bins 0 and 1024 do not count), times the Hann window,
 * added at sample 512 t - 1024; the sum is divided by the sum of the squared windows of the frames present there. Frame t is thus centred
 * on sample 512 t. models/training/vocoder.py holds the same convention.
 *
 * Two frames share one complex transform: with both spectra Hermitian, X + jY comes back as x + jy. The inverse is taken as the conjugate of
 * the forward transform of the conjugate, which spares two passes over the data.
 */
export function inverseStft(spectrum: Float32Array, frames: number): Float32Array {
  const sum = new Float64Array((frames + 1 + OVERLAP) * HOP);
  for (let frame = 0; frame < frames; frame += 2) {
    packPair(spectrum, frames, frame);
    fft.transform(complexOut, complexIn);
    const at = frame * HOP;
    for (let n = 0; n < N_FFT; n++) {
      // A missing second frame is all zeros, so it may be added like any other: `sum` has room behind the last one.
      const window = scaledHann[n]!;
      sum[at + n]! += window * complexOut[2 * n]!;
      sum[at + HOP + n]! -= window * complexOut[2 * n + 1]!;
    }
  }
  return normaliseOverlap(sum, frames);
}

/** The conjugate of X + jY over all 2048 bins into `complexIn`: X is `frame`, Y the one after it, or zero behind the last. */
function packPair(spectrum: Float32Array, frames: number, frame: number): void {
  const imaginary = BINS * frames;
  const paired = frame + 1 < frames;
  for (let bin = 0; bin <= HALF; bin++) {
    const edge = bin === 0 || bin === HALF;
    const at = bin * frames + frame;
    const xr = spectrum[at]!;
    const xi = edge ? 0 : spectrum[imaginary + at]!;
    const yr = paired ? spectrum[at + 1]! : 0;
    const yi = paired && !edge ? spectrum[imaginary + at + 1]! : 0;
    complexIn[2 * bin] = xr - yi;
    complexIn[2 * bin + 1] = -xi - yr;
    if (edge) continue;
    const mirror = 2 * (N_FFT - bin);
    complexIn[mirror] = xr + yi;
    complexIn[mirror + 1] = xi - yr;
  }
}

/**
 * One over the squared windows' sum for each sample of hop `hop`, counted from sample 0. Frames hop - 1 to hop + 2 reach it; at both ends of
 * the sound some of them do not exist.
 */
function overlapGain(hop: number, frames: number): Float64Array {
  return Float64Array.from({ length: HOP }, (_, n) => {
    let weight = 0;
    for (let quarter = 0; quarter < OVERLAP; quarter++) {
      const frame = hop + OVERLAP / 2 - quarter;
      if (frame >= 0 && frame < frames) weight += hann[quarter * HOP + n]! ** 2;
    }
    return 1 / Math.max(weight, 1e-8);
  });
}
const innerGain = overlapGain(OVERLAP, 3 * OVERLAP);

/** Divides by the squared windows' sum and drops the 1024 samples before sample 0. */
function normaliseOverlap(sum: Float64Array, frames: number): Float32Array {
  const samples = new Float32Array(frames * HOP);
  for (let hop = 0; hop < frames; hop++) {
    const inner = hop > 0 && hop < frames - OVERLAP / 2;
    const gain = inner ? innerGain : overlapGain(hop, frames);
    const from = hop * HOP + HALF;
    for (let n = 0; n < HOP; n++) samples[hop * HOP + n] = sum[from + n]! * gain[n]!;
  }
  return samples;
}

/**
 * Magnitudes of the STFT of `pcm`, [floor(N / 512) + 1, 1025] frame by frame: frame t is centred on sample 512 t, edges reflected (torch's
 * `center=True, pad_mode="reflect"`). A signal too short to reflect (1024 samples or fewer) is followed by silence first.
 */
export function stftMagnitude(pcm: Float32Array): { data: Float64Array; frames: number } {
  const length = Math.max(pcm.length, HALF + 1);
  const frames = Math.floor(length / HOP) + 1;
  const data = new Float64Array(frames * BINS);
  const sampleAt = (index: number): number => {
    const reflected = index < 0 ? -index : index >= length ? 2 * (length - 1) - index : index;
    return pcm[reflected] ?? 0;
  };
  for (let frame = 0; frame < frames; frame += 2) {
    const start = frame * HOP - HALF;
    for (let n = 0; n < N_FFT; n++) {
      complexIn[2 * n] = hann[n]! * sampleAt(start + n);
      complexIn[2 * n + 1] = frame + 1 < frames ? hann[n]! * sampleAt(start + HOP + n) : 0;
    }
    fft.transform(complexOut, complexIn);
    for (let bin = 0; bin < BINS; bin++) {
      const mirror = bin === 0 ? 0 : N_FFT - bin;
      const [ar, ai] = [complexOut[2 * bin]!, complexOut[2 * bin + 1]!];
      const [br, bi] = [complexOut[2 * mirror]!, complexOut[2 * mirror + 1]!];
      data[frame * BINS + bin] = Math.hypot(ar + br, ai - bi) / 2;
      if (frame + 1 < frames) data[(frame + 1) * BINS + bin] = Math.hypot(ai + bi, br - ar) / 2;
    }
  }
  return { data, frames };
}
