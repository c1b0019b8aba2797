/**
 * Logarithm and power of two by table, straight between its entries: both within 1e-6 of their value, which is less than
 * 0.00001 dB, in a few nanoseconds. Math.log takes ten times that, and a compressor needs it six thousand times a second.
 */
const CELL_BITS = 9;
const CELLS = 1 << CELL_BITS;
/** Bits of the mantissa of a 32-bit number, and those that are left below the cell. */
const MANTISSA_BITS = 23;
const REST_BITS = MANTISSA_BITS - CELL_BITS;
const EXPONENT_BIAS = 127;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);
const logarithms = Float64Array.from({ length: CELLS + 1 }, (_, i) => Math.log2(1 + i / CELLS));
const powers = Float64Array.from({ length: CELLS + 1 }, (_, i) => 2 ** (i / CELLS));
const halvings = Float64Array.from({ length: EXPONENT_BIAS }, (_, i) => 2 ** -i);

/** Of a number from 1e-37 to 1e38, rounded to 32 bits. */
export function log2(x: number): number {
  float[0] = x;
  const word = bits[0]!;
  const cell = (word >> REST_BITS) & (CELLS - 1);
  const part = (word & ((1 << REST_BITS) - 1)) / (1 << REST_BITS);
  const below = logarithms[cell]!;
  return (word >> MANTISSA_BITS) - EXPONENT_BIAS + below + part * (logarithms[cell + 1]! - below);
}

/** 2 to the power of minus `x`, for `x` of 0 and more; 0 from 126 on. */
export function halved(x: number): number {
  const up = Math.ceil(x);
  if (!(up < EXPONENT_BIAS)) return 0;
  const place = (up - x) * CELLS;
  const cell = Math.floor(place);
  const below = powers[cell]!;
  return halvings[up]! * (below + (place - cell) * (powers[cell + 1]! - below));
}
