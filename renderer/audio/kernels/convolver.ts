import { Fft } from './fft';
import { defineKernel, QUANTUM } from './kernel';

/** Frames of the response and of the sound that are transformed at once, at the least and at the most. */
const SHORTEST_BLOCK = 4096;
const LONGEST_BLOCK = 32_768;
/** Fewer blocks mean fewer products and less memory to walk through; the transforms hardly care. */
const WANTED_BLOCKS = 3;

const blockOf = (frames: number): number =>
  Math.min(LONGEST_BLOCK, Math.max(SHORTEST_BLOCK, 2 ** Math.ceil(Math.log2(frames / WANTED_BLOCKS))));

/** Frames by which convolution with a response of so many frames is late: a block must be complete to be worked on. */
export const convolverLatency = (frames: number): number => blockOf(frames) - QUANTUM;

type Response = readonly [Float32Array, Float32Array];

/** Frequencies 0 to the block's length of both channels: left real, left imaginary, right real, right imaginary. */
type Spectrum = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

const spectrum = (block: number): Spectrum => [
  new Float32Array(block + 1),
  new Float32Array(block + 1),
  new Float32Array(block + 1),
  new Float32Array(block + 1),
];

/** A response cut into blocks and transformed. */
class Filter {
  readonly block: number;
  readonly fft: Fft;
  readonly parts: readonly Spectrum[];

  constructor(readonly response: Response) {
    const frames = Math.max(1, response[0].length);
    this.block = blockOf(frames);
    this.fft = fftOf(2 * this.block);
    const re = new Float64Array(2 * this.block);
    const im = new Float64Array(2 * this.block);
    this.parts = Array.from({ length: Math.ceil(frames / this.block) }, (_, index) => {
      re.fill(0);
      im.fill(0);
      re.set(response[0].subarray(index * this.block, (index + 1) * this.block));
      im.set(response[1].subarray(index * this.block, (index + 1) * this.block));
      const part = spectrum(this.block);
      this.fft.forward(re, im);
      apart(re, im, this.fft.place, part);
      return part;
    });
  }
}

const ffts = new Map<number, Fft>();

function fftOf(size: number): Fft {
  const fft = ffts.get(size) ?? new Fft(size);
  ffts.set(size, fft);
  return fft;
}

/** Tracks often stand in the same room: it is transformed once, and lies in the processor's cache once. */
const filters: Filter[] = [];
const KEPT = 8;

const same = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

function filterOf(response: Response): Filter {
  const known = filters.find(
    (filter) => same(filter.response[0], response[0]) && same(filter.response[1], response[1]),
  );
  if (known) return known;
  const filter = new Filter(response);
  filters.push(filter);
  if (filters.length > KEPT) filters.shift();
  return filter;
}

/**
 * Stereo convolution in large blocks, for rendering: each channel with its own response. The response is cut into
 * blocks whose spectra meet those of the sound's past blocks (uniformly partitioned overlap-add; Wefers, Partitioned
 * convolution algorithms for real-time auralization, RWTH Aachen 2015, ch. 5). Both channels share one complex
 * transform each way, the left as its real part and the right as its imaginary one. Silent blocks cost nothing.
 */
export class Convolver {
  private readonly filter: Filter;
  private readonly history: readonly Spectrum[];
  private readonly sounding: boolean[];
  private readonly sum: Spectrum;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  /** what leaves during this block, and what the blocks so far add to the next */
  private readonly output: readonly [Float64Array, Float64Array];
  private readonly overlap: readonly [Float64Array, Float64Array];
  private newest = 0;
  private filled = 0;
  private heard = false;
  private ringing = false;

  /** `response`: left and right, equally long */
  constructor(response: Response) {
    this.filter = filterOf(response);
    const { block, parts } = this.filter;
    this.history = parts.map(() => spectrum(block));
    this.sounding = parts.map(() => false);
    this.sum = spectrum(block);
    this.re = new Float64Array(2 * block);
    this.im = new Float64Array(2 * block);
    this.output = [new Float64Array(block), new Float64Array(block)];
    this.overlap = [new Float64Array(block), new Float64Array(block)];
  }

  /**
   * Takes and gives 128 frames in place, `convolverLatency` late.
   * @returns true when it is at rest: nothing is left to sound
   */
  process(left: Float32Array, right: Float32Array): boolean {
    const { re, im, output, filled } = this;
    for (let i = 0; i < QUANTUM; i += 1) {
      const l = left[i]!;
      const r = right[i]!;
      if (l !== 0 || r !== 0) this.heard = true;
      re[filled + i] = l;
      im[filled + i] = r;
    }
    this.filled += QUANTUM;
    if (this.filled === this.filter.block) {
      this.filled = 0;
      this.convolve();
    }
    left.set(output[0].subarray(this.filled, this.filled + QUANTUM));
    right.set(output[1].subarray(this.filled, this.filled + QUANTUM));
    return !this.heard && !this.ringing && this.filled === 0;
  }

  private convolve(): void {
    const { re, im, history, sounding, sum, output, overlap } = this;
    const { block, fft, parts } = this.filter;
    const count = parts.length;
    this.newest = this.newest === 0 ? count - 1 : this.newest - 1;
    sounding[this.newest] = this.heard;
    if (this.heard) {
      fft.forward(re, im);
      apart(re, im, fft.place, history[this.newest]!);
      this.heard = false;
    }
    output[0].set(overlap[0]);
    output[1].set(overlap[1]);
    overlap[0].fill(0);
    overlap[1].fill(0);
    const active = sounding.includes(true);
    if (active) {
      for (const part of sum) part.fill(0);
      for (let p = 0; p < count; p += 1) {
        const past = (this.newest + p) % count;
        if (!sounding[past]) continue;
        const x = history[past]!;
        const h = parts[p]!;
        multiplyAdd(x[0], x[1], h[0], h[1], sum[0], sum[1]);
        multiplyAdd(x[2], x[3], h[2], h[3], sum[2], sum[3]);
      }
      together(sum, fft.place, re, im);
      fft.inverse(re, im);
      for (let i = 0; i < block; i += 1) {
        output[0][i] = output[0][i]! + re[i]! / fft.size;
        output[1][i] = output[1][i]! + im[i]! / fft.size;
        overlap[0][i] = re[block + i]! / fft.size;
        overlap[1][i] = im[block + i]! / fft.size;
      }
    }
    // One block more than the spectra sound: the overlap.
    this.ringing = active || output[0].some((value) => value !== 0) || output[1].some((value) => value !== 0);
    re.fill(0);
    im.fill(0);
  }
}

/** Z = FFT(l + i·r): L[k] = (Z[k] + Z*[−k]) / 2, R[k] = (Z[k] − Z*[−k]) / 2i. */
function apart(re: Float64Array, im: Float64Array, place: Uint32Array, [lr, li, rr, ri]: Spectrum): void {
  for (let k = 0; k < lr.length; k += 1) {
    const a = place[k]!;
    const b = place[k === 0 ? 0 : place.length - k]!;
    lr[k] = (re[a]! + re[b]!) / 2;
    li[k] = (im[a]! - im[b]!) / 2;
    rr[k] = (im[a]! + im[b]!) / 2;
    ri[k] = (re[b]! - re[a]!) / 2;
  }
}

/** The reverse of `apart`. */
function together([lr, li, rr, ri]: Spectrum, place: Uint32Array, re: Float64Array, im: Float64Array): void {
  for (let k = 0; k < lr.length; k += 1) {
    const a = place[k]!;
    const b = place[k === 0 ? 0 : place.length - k]!;
    re[b] = lr[k]! + ri[k]!;
    im[b] = rr[k]! - li[k]!;
    re[a] = lr[k]! - ri[k]!;
    im[a] = li[k]! + rr[k]!;
  }
}

function multiplyAdd(
  xr: Float32Array,
  xi: Float32Array,
  hr: Float32Array,
  hi: Float32Array,
  yr: Float32Array,
  yi: Float32Array,
): void {
  for (let k = 0; k < xr.length; k += 1) {
    const a = xr[k]!;
    const b = xi[k]!;
    const c = hr[k]!;
    const d = hi[k]!;
    yr[k] = yr[k]! + a * c - b * d;
    yi[k] = yi[k]! + a * d + b * c;
  }
}

/** Options `left` and `right`: the impulse response. */
export const convolverKernel = defineKernel({}, ({ options: { left, right } }) => {
  const convolver =
    left instanceof Float32Array && right instanceof Float32Array ? new Convolver([left, right]) : null;
  return { process: (l, r) => convolver?.process(l, r) ?? true };
});
