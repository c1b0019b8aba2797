import { gcd } from './gcd';

/** Zero crossings of the sinc on either side. With the window below: passband to 0.45 of the lower rate, stopband −90 dB. */
const HALF_WIDTH = 48;
const KAISER_BETA = 9;
/** Middle of the transition band, as part of the lower Nyquist frequency. */
const CUTOFF = 0.965;

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-12 * sum; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** One row of coefficients per phase of the output between two input frames; each row sums to 1. */
function polyphase(phases: number, scale: number): { rows: Float32Array; taps: number } {
  const half = Math.ceil(HALF_WIDTH / scale);
  const taps = 2 * half;
  const rows = new Float32Array(phases * taps);
  const norm = bessel0(KAISER_BETA);
  for (let phase = 0; phase < phases; phase += 1) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const x = tap - (half - 1) - phase / phases;
      const t = x * scale * CUTOFF * Math.PI;
      const inside = 1 - (x / half) ** 2;
      const value =
        inside <= 0 ? 0 : ((t === 0 ? 1 : Math.sin(t) / t) * bessel0(KAISER_BETA * Math.sqrt(inside))) / norm;
      rows[phase * taps + tap] = value;
      sum += value;
    }
    for (let tap = 0; tap < taps; tap += 1) rows[phase * taps + tap] = (rows[phase * taps + tap] ?? 0) / sum;
  }
  return { rows, taps };
}

/**
 * What of a sound `resample` must be given for `frames` of its output frames from `first` on to come out to the bit as
 * of the whole sound: input frames `from` to `from + length`. Of what comes out, `skip` frames are to be left off.
 */
export function resampleWindow(
  from: number,
  to: number,
  first: number,
  frames: number,
): { from: number; length: number; skip: number } {
  if (from === to) return { from: first, length: frames, skip: 0 };
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const half = Math.ceil(HALF_WIDTH / Math.min(1, to / from));
  // Whole periods, so that the phases stay where they are.
  const period = Math.max(0, Math.floor(first / up) - Math.ceil(half / down));
  const end = Math.ceil(((first + frames) * down) / up) + half + 1;
  return { from: period * down, length: end - period * down, skip: first - period * up };
}

/**
 * Converts between sample rates by a polyphase windowed sinc: linear phase, frame 0 stays frame 0.
 * Sounds are converted before they are played because an AudioBufferSourceNode only interpolates linearly.
 * @returns round(length · to / from) frames, at least one
 */
export function resample(input: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return input.slice();
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const { rows, taps } = polyphase(up, Math.min(1, to / from));
  const half = taps / 2;
  const output = new Float32Array(Math.max(1, Math.round((input.length * to) / from)));
  let base = 0;
  let phase = 0;
  for (let n = 0; n < output.length; n += 1) {
    const row = phase * taps;
    const first = base - half + 1;
    const start = Math.max(0, -first);
    const end = Math.min(taps, input.length - first);
    let sum = 0;
    for (let tap = start; tap < end; tap += 1) sum += rows[row + tap]! * input[first + tap]!;
    output[n] = sum;
    phase += down;
    base += Math.floor(phase / up);
    phase %= up;
  }
  return output;
}
