import { emptyFrames, type Frames } from './frames';
import { BINS, N_FFT, stftMagnitude } from './stft';

const SAMPLE_RATE = 44_100;
const BANDS = 128;
const F_MIN = 0;
const F_MAX = 22_050;
const FLOOR = 1e-5;

/** Slaney's mel scale: linear below 1 kHz (200/3 Hz a mel), 27 steps per factor 6.4 above (Auditory Toolbox, 1998). */
const LOG_STEP = Math.log(6.4) / 27;
const hzToMel = (hz: number): number => (hz >= 1000 ? 15 + Math.log(hz / 1000) / LOG_STEP : (hz * 3) / 200);
const melToHz = (mel: number): number =>
  mel >= 15 ? 1000 * Math.exp(LOG_STEP * (mel - 15)) : (mel * 200) / 3;

/** One triangular band of unit area: its weights over bins `first`, `first + 1`, … */
type Band = { readonly first: number; readonly weights: Float32Array };

function filterbank(): Band[] {
  const [low, high] = [hzToMel(F_MIN), hzToMel(F_MAX)];
  const edge = (index: number): number => melToHz(low + ((high - low) * index) / (BANDS + 1));
  return Array.from({ length: BANDS }, (_, band) => {
    const [from, peak, to] = [edge(band), edge(band + 1), edge(band + 2)];
    const weightAt = (bin: number): number => {
      const hz = (bin * SAMPLE_RATE) / N_FFT;
      return Math.max(0, Math.min((hz - from) / (peak - from), (to - hz) / (to - peak))) * (2 / (to - from));
    };
    const first = Math.max(0, Math.floor((from * N_FFT) / SAMPLE_RATE));
    const last = Math.min(BINS - 1, Math.ceil((to * N_FFT) / SAMPLE_RATE));
    return { first, weights: Float32Array.from({ length: last - first + 1 }, (_, i) => weightAt(first + i)) };
  });
}
const bands = filterbank();

/**
 * The log-mel that every model speaks: mono PCM at 44.1 kHz -> natural log of 128 Slaney bands of STFT magnitude, floored at 1e-5:
 * [1, 128, floor(N / 512) + 1]. models/training/mel.py is the same computation in Python.
 */
export function logMel(pcm: Float32Array): Frames {
  const { data: magnitude, frames } = stftMagnitude(pcm);
  const mel = emptyFrames(1, BANDS, frames);
  bands.forEach(({ first, weights }, band) => {
    for (let frame = 0; frame < frames; frame++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * magnitude[frame * BINS + first + i]!;
      mel.data[band * frames + frame] = Math.log(Math.max(sum, FLOOR));
    }
  });
  return mel;
}

/** `logMel` brought to a multiple of `ratio` frames with silence, as the VAE encoder takes it. */
export function logMelFor(pcm: Float32Array, ratio: number): Frames {
  const mel = logMel(pcm);
  const frames = Math.ceil(mel.frames / ratio) * ratio;
  const padded = emptyFrames(1, BANDS, frames);
  padded.data.fill(Math.log(FLOOR));
  for (let band = 0; band < BANDS; band++) {
    padded.data.set(mel.data.subarray(band * mel.frames, (band + 1) * mel.frames), band * frames);
  }
  return padded;
}
