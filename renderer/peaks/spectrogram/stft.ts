import FFT from 'fft.js';

/** Samples in one window; at 48 kHz 43 ms, 23 Hz between bins. */
export const FFT_SIZE = 2048;
/** Frames from one column to the next of the finest level; each level above is four times as coarse. */
export const BASE_HOP = 256;
export const LEVEL_FACTOR = 4;
export const LEVELS = 6;
/** Columns in a tile, and rows: frequencies from low to high, even steps of pitch. */
export const TILE_COLUMNS = 256;
export const ROWS = 112;
export const LOWEST_HZ = 40;
export const HIGHEST_HZ = 18_000;
/** What the byte 0 and the byte 255 stand for, in dB of a full-scale sine. */
export const FLOOR_DB = -96;
export const CEILING_DB = -6;

export const hopOf = (level: number): number => BASE_HOP * LEVEL_FACTOR ** level;

/** The coarsest level that has a column for every pixel, or the finest. */
export function levelOf(framesPerPixel: number): number {
  const level = Math.floor(Math.log(Math.max(1, framesPerPixel / BASE_HOP)) / Math.log(LEVEL_FACTOR));
  return Math.min(LEVELS - 1, level);
}

/** Bins that each row gathers, first and last included: at least the one nearest to its frequency. */
function binsOfRows(sampleRate: number): Int32Array {
  const bins = new Int32Array(ROWS * 2);
  const step = Math.log(HIGHEST_HZ / LOWEST_HZ) / ROWS;
  const binOf = (hz: number): number => (hz * FFT_SIZE) / sampleRate;
  const top = FFT_SIZE / 2 - 1;
  for (let row = 0; row < ROWS; row += 1) {
    const first = Math.round(binOf(LOWEST_HZ * Math.exp(step * row)));
    const last = Math.round(binOf(LOWEST_HZ * Math.exp(step * (row + 1)))) - 1;
    bins[row * 2] = Math.min(top, first);
    bins[row * 2 + 1] = Math.min(top, Math.max(first, last));
  }
  return bins;
}

/** Periodic Hann window, and what a full-scale sine gives through it. */
const hann = Float64Array.from(
  { length: FFT_SIZE },
  (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / FFT_SIZE),
);
const FULL_SCALE = FFT_SIZE / 4;

/** Makes tiles of one sound's spectrogram; channels are averaged. Buffers are kept from tile to tile. */
export class Spectrograph {
  private readonly fft = new FFT(FFT_SIZE);
  private readonly input = new Float64Array(FFT_SIZE * 2);
  private readonly output = new Float64Array(FFT_SIZE * 2);
  private readonly bins: Int32Array;

  constructor(
    private readonly channels: readonly Float32Array[],
    sampleRate: number,
  ) {
    this.bins = binsOfRows(sampleRate);
  }

  /** Columns `tile * TILE_COLUMNS` and on of a level, ROWS bytes each, low frequencies first. */
  tile(level: number, tile: number): Uint8Array<ArrayBuffer> {
    const hop = hopOf(level);
    const frames = this.channels[0]?.length ?? 0;
    const from = tile * TILE_COLUMNS;
    const columns = Math.max(0, Math.min(TILE_COLUMNS, Math.ceil(frames / hop) - from));
    const bytes = new Uint8Array(columns * ROWS);
    for (let column = 0; column < columns; column += 1) {
      this.column((from + column + 0.5) * hop, bytes, column * ROWS);
    }
    return bytes;
  }

  /** The spectrum around a frame, as bytes. */
  private column(centre: number, bytes: Uint8Array, offset: number): void {
    const start = Math.round(centre) - FFT_SIZE / 2;
    const share = 1 / Math.max(1, this.channels.length);
    for (let index = 0; index < FFT_SIZE; index += 1) {
      let sum = 0;
      for (const channel of this.channels) sum += channel[start + index] ?? 0;
      this.input[index * 2] = sum * share * (hann[index] ?? 0);
    }
    this.fft.transform(this.output, this.input);
    for (let row = 0; row < ROWS; row += 1) {
      const last = this.bins[row * 2 + 1] ?? 0;
      let power = 0;
      for (let bin = this.bins[row * 2] ?? 0; bin <= last; bin += 1) {
        const re = this.output[bin * 2] ?? 0;
        const im = this.output[bin * 2 + 1] ?? 0;
        power = Math.max(power, re * re + im * im);
      }
      const db = 10 * Math.log10(power / (FULL_SCALE * FULL_SCALE) + 1e-12);
      const share255 = ((db - FLOOR_DB) / (CEILING_DB - FLOOR_DB)) * 255;
      bytes[offset + row] = Math.max(0, Math.min(255, Math.round(share255)));
    }
  }
}
