/**
 * A complex FFT of fixed length for convolution: in place, on separate real and imaginary parts, forward by decimation
 * in frequency and back by decimation in time, both radix 4 (Oppenheim & Schafer, Discrete-Time Signal Processing,
 * ch. 9). The spectrum stays in the digit-reversed order in which the one leaves and the other expects it: `place`
 * says where a frequency is.
 */
export class Fft {
  /** place[k] is the index of frequency k in a spectrum */
  readonly place: Uint32Array;
  /** by span: real and imaginary parts of w^j, w^2j and w^3j in a row, w = exp(−2πi / span) */
  private readonly twiddles = new Map<number, Float64Array>();

  /** `size`: a power of 2, at least 4 */
  constructor(readonly size: number) {
    for (let span = size; span >= 4; span >>= 2) {
      const row = new Float64Array((6 * span) / 4);
      for (let i = 0; i < row.length; i += 1) {
        const angle = (2 * Math.PI * Math.floor(i / 6) * (1 + ((i % 6) >> 1))) / span;
        row[i] = i % 2 === 0 ? Math.cos(angle) : -Math.sin(angle);
      }
      this.twiddles.set(span, row);
    }
    this.place = Uint32Array.from({ length: size }, (_, k) => position(k, size));
  }

  /** Natural order in, digit-reversed out. */
  forward(re: Float64Array, im: Float64Array): void {
    const { size } = this;
    let span = size;
    for (; span >= 4; span >>= 2) split(re, im, span, this.twiddles.get(span)!);
    if (span === 2) pairs(re, im, size);
  }

  /** Digit-reversed in, natural order out; not divided by the size. */
  inverse(re: Float64Array, im: Float64Array): void {
    const { size } = this;
    const odd = Math.log2(size) % 2 === 1;
    if (odd) pairs(re, im, size);
    for (let span = odd ? 8 : 4; span <= size; span <<= 2) join(re, im, span, this.twiddles.get(span)!);
  }
}

/** One stage of decimation in frequency. */
function split(re: Float64Array, im: Float64Array, span: number, twiddles: Float64Array): void {
  const quarter = span >> 2;
  for (let base = 0; base < re.length; base += span) {
    for (let a = base, t = 0; t < twiddles.length; a += 1, t += 6) {
      const w1r = twiddles[t]!;
      const w1i = twiddles[t + 1]!;
      const w2r = twiddles[t + 2]!;
      const w2i = twiddles[t + 3]!;
      const w3r = twiddles[t + 4]!;
      const w3i = twiddles[t + 5]!;
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const sumR = re[a]! + re[c]!;
      const sumI = im[a]! + im[c]!;
      const difR = re[a]! - re[c]!;
      const difI = im[a]! - im[c]!;
      const sum2R = re[b]! + re[d]!;
      const sum2I = im[b]! + im[d]!;
      const dif2R = im[b]! - im[d]!;
      const dif2I = re[d]! - re[b]!;
      re[a] = sumR + sum2R;
      im[a] = sumI + sum2I;
      const x2r = sumR - sum2R;
      const x2i = sumI - sum2I;
      const x1r = difR + dif2R;
      const x1i = difI + dif2I;
      const x3r = difR - dif2R;
      const x3i = difI - dif2I;
      re[b] = x1r * w1r - x1i * w1i;
      im[b] = x1r * w1i + x1i * w1r;
      re[c] = x2r * w2r - x2i * w2i;
      im[c] = x2r * w2i + x2i * w2r;
      re[d] = x3r * w3r - x3i * w3i;
      im[d] = x3r * w3i + x3i * w3r;
    }
  }
}

/** The transpose of `split`, with conjugate twiddles. */
function join(re: Float64Array, im: Float64Array, span: number, twiddles: Float64Array): void {
  const quarter = span >> 2;
  for (let base = 0; base < re.length; base += span) {
    for (let a = base, t = 0; t < twiddles.length; a += 1, t += 6) {
      const w1r = twiddles[t]!;
      const w1i = -twiddles[t + 1]!;
      const w2r = twiddles[t + 2]!;
      const w2i = -twiddles[t + 3]!;
      const w3r = twiddles[t + 4]!;
      const w3i = -twiddles[t + 5]!;
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const x1r = re[b]! * w1r - im[b]! * w1i;
      const x1i = re[b]! * w1i + im[b]! * w1r;
      const x2r = re[c]! * w2r - im[c]! * w2i;
      const x2i = re[c]! * w2i + im[c]! * w2r;
      const x3r = re[d]! * w3r - im[d]! * w3i;
      const x3i = re[d]! * w3i + im[d]! * w3r;
      const sumR = re[a]! + x2r;
      const sumI = im[a]! + x2i;
      const difR = re[a]! - x2r;
      const difI = im[a]! - x2i;
      const sum2R = x1r + x3r;
      const sum2I = x1i + x3i;
      const dif2R = x3i - x1i;
      const dif2I = x1r - x3r;
      re[a] = sumR + sum2R;
      im[a] = sumI + sum2I;
      re[b] = difR + dif2R;
      im[b] = difI + dif2I;
      re[c] = sumR - sum2R;
      im[c] = sumI - sum2I;
      re[d] = difR - dif2R;
      im[d] = difI - dif2I;
    }
  }
}

function pairs(re: Float64Array, im: Float64Array, size: number): void {
  for (let a = 0; a < size; a += 2) {
    const r = re[a]!;
    const i = im[a]!;
    re[a] = r + re[a + 1]!;
    im[a] = i + im[a + 1]!;
    re[a + 1] = r - re[a + 1]!;
    im[a + 1] = i - im[a + 1]!;
  }
}

/** Splitting by `radix` sends frequency radix·q + j to place q of part j. */
function position(k: number, size: number): number {
  if (size === 1) return 0;
  const radix = size === 2 ? 2 : 4;
  const part = size / radix;
  return (k % radix) * part + position(Math.floor(k / radix), part);
}
