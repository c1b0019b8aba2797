/**
 * RIFF/WAVE headers, written here and not by the `wavefile` package: it holds the whole file in memory and takes about
 * eight seconds for a 30 s float file, while exports are streamed and takes must be stored in milliseconds. The tests
 * read every format back with `wavefile`.
 *
 * Layout after Microsoft's "Multiple Channel Audio Data and WAVE Files": a 16-byte `fmt ` chunk for integer PCM; an
 * 18-byte one and a `fact` chunk for anything else, float included.
 */
export type BitDepth = '16' | '24' | '32f';

export type WavFormat = {
  sampleRate: number;
  channels: number;
  bitDepth: BitDepth;
};

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;

export const bytesPerSample = (depth: BitDepth): number => ({ '16': 2, '24': 3, '32f': 4 })[depth];

/** RIFF sizes are unsigned 32-bit integers and count everything after the first eight bytes. */
const RIFF_MAX_BYTES = 0xffff_ffff;

/** Size of the header that `wavHeader` writes for a format, in bytes. */
export const wavHeaderBytes = (depth: BitDepth): number => (depth === '32f' ? 58 : 44);

/** Size of the whole file, in bytes; odd data gets the pad byte that RIFF asks for. */
export function wavFileBytes(format: WavFormat, frames: number): number {
  const data = frames * format.channels * bytesPerSample(format.bitDepth);
  return wavHeaderBytes(format.bitDepth) + data + (data % 2);
}

export const fitsInWav = (format: WavFormat, frames: number): boolean =>
  wavFileBytes(format, frames) - 8 <= RIFF_MAX_BYTES;

/** The bytes before the first sample, for a file of exactly `frames` sample frames. */
export function wavHeader(format: WavFormat, frames: number): Uint8Array {
  const { sampleRate, channels, bitDepth } = format;
  const float = bitDepth === '32f';
  const sampleBytes = bytesPerSample(bitDepth);
  const header = new DataView(new ArrayBuffer(wavHeaderBytes(bitDepth)));
  let at = 0;
  const tag = (text: string): void => {
    for (const character of text) header.setUint8(at++, character.charCodeAt(0));
  };
  const u16 = (value: number): void => {
    header.setUint16(at, value, true);
    at += 2;
  };
  const u32 = (value: number): void => {
    header.setUint32(at, value, true);
    at += 4;
  };

  tag('RIFF');
  u32(wavFileBytes(format, frames) - 8);
  tag('WAVE');
  tag('fmt ');
  u32(float ? 18 : 16);
  u16(float ? FORMAT_FLOAT : FORMAT_PCM);
  u16(channels);
  u32(sampleRate);
  u32(sampleRate * channels * sampleBytes);
  u16(channels * sampleBytes);
  u16(sampleBytes * 8);
  if (float) {
    u16(0);
    tag('fact');
    u32(4);
    u32(frames);
  }
  tag('data');
  u32(frames * channels * sampleBytes);
  return new Uint8Array(header.buffer);
}
