/** fft.js carries no types. Complex arrays interleave real and imaginary parts; `size` is a power of two. */
declare module 'fft.js' {
  export default class FFT {
    constructor(size: number);
    /** Forward transform of `size` complex numbers, unscaled. */
    transform(out: Float64Array, data: Float64Array): void;
  }
}
