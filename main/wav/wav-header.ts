import { chunk, concat, FieldWriter } from './chunks';

/**
 * RIFF/WAVE and RF64 headers, written here and not by the `wavefile` package: it holds the whole file in memory and
 * takes about eight seconds for a 30 s float file, while exports are streamed and takes must be stored in milliseconds.
 * The tests read every format back with `wavefile`.
 *
 * Layout after Microsoft's "Multiple Channel Audio Data and WAVE Files": a 16-byte `fmt ` chunk for integer PCM; an
 * 18-byte one and a `fact` chunk for anything else, float included. Past 4 GiB after EBU Tech 3306: RIFF becomes RF64,
 * the 32-bit sizes become 0xFFFFFFFF, and a `ds64` chunk holds the real ones; until it is known whether it is needed,
 * its place is kept by a `JUNK` chunk of the same size.
 */
export type BitDepth = '16' | '24' | '32f';

export type WavFormat = {
  sampleRate: number;
  channels: number;
  bitDepth: BitDepth;
};

/** What stands around the samples. */
export type WavSurroundings = {
  /** whole chunks between the sizes and `fmt ` */
  readonly before?: Uint8Array;
  /** bytes of the chunks after the samples */
  readonly after?: number;
  /** a place for `ds64` is kept */
  readonly reserved?: boolean;
  /** the largest size a plain RIFF file may state; smaller in tests */
  readonly riffMax?: number;
};

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const DS64_BYTES = 28;

export const bytesPerSample = (depth: BitDepth): number => ({ '16': 2, '24': 3, '32f': 4 })[depth];

/** RIFF sizes are unsigned 32-bit integers and count everything after the first eight bytes. */
export const RIFF_MAX_BYTES = 0xffff_ffff;

/** Bytes of samples in a file, without the pad byte. */
export const wavDataBytes = (format: WavFormat, frames: number): number =>
  frames * format.channels * bytesPerSample(format.bitDepth);

/** Size of the header that `wavHeader` writes, in bytes. */
export const wavHeaderBytes = (depth: BitDepth, { before, reserved }: WavSurroundings = {}): number =>
  (depth === '32f' ? 58 : 44) + (before?.length ?? 0) + (reserved === true ? 8 + DS64_BYTES : 0);

/** Size of the whole file, in bytes; odd data gets the pad byte that RIFF asks for. */
export function wavFileBytes(format: WavFormat, frames: number, around: WavSurroundings = {}): number {
  const data = wavDataBytes(format, frames);
  return wavHeaderBytes(format.bitDepth, around) + data + (data % 2) + (around.after ?? 0);
}

export const fitsInRiff = (format: WavFormat, frames: number, around: WavSurroundings = {}): boolean =>
  wavFileBytes(format, frames, around) - 8 <= (around.riffMax ?? RIFF_MAX_BYTES);

/**
 * The bytes before the first sample, for a file of exactly `frames` sample frames. The size depends on the format and
 * the surroundings only, so that it can be written first and again when the length is known.
 * @throws RangeError when the file needs RF64 and no place was reserved for it
 */
export function wavHeader(format: WavFormat, frames: number, around: WavSurroundings = {}): Uint8Array {
  const { sampleRate, channels, bitDepth } = format;
  const riffBytes = wavFileBytes(format, frames, around) - 8;
  const dataBytes = wavDataBytes(format, frames);
  const large = !fitsInRiff(format, frames, around);
  if (large && around.reserved !== true) throw new RangeError('A RIFF file cannot hold that many samples.');

  const float = bitDepth === '32f';
  const frameBytes = channels * bytesPerSample(bitDepth);
  const fmt = new FieldWriter()
    .u16(float ? FORMAT_FLOAT : FORMAT_PCM)
    .u16(channels)
    .u32(sampleRate)
    .u32(sampleRate * frameBytes)
    .u16(frameBytes)
    .u16(bytesPerSample(bitDepth) * 8);
  const parts: Uint8Array[] = [
    new FieldWriter()
      .tag(large ? 'RF64' : 'RIFF')
      .u32(large ? RIFF_MAX_BYTES : riffBytes)
      .tag('WAVE')
      .done(),
  ];
  if (large) {
    parts.push(chunk('ds64', new FieldWriter().u64(riffBytes).u64(dataBytes).u64(frames).u32(0).done()));
  } else if (around.reserved === true) {
    parts.push(chunk('JUNK', new Uint8Array(DS64_BYTES)));
  }
  if (around.before) parts.push(around.before);
  parts.push(chunk('fmt ', float ? fmt.u16(0).done() : fmt.done()));
  if (float) parts.push(chunk('fact', new FieldWriter().u32(Math.min(frames, RIFF_MAX_BYTES)).done()));
  parts.push(
    new FieldWriter()
      .tag('data')
      .u32(large ? RIFF_MAX_BYTES : dataBytes)
      .done(),
  );
  return concat(parts);
}
