import type { FileHandle } from 'node:fs/promises';
import { StudioError } from '../../preload/contract/errors';
import type { Pcm, PcmWindow } from '../../preload/contract/sound';
import { wavHeader } from './wav-header';

/**
 * Whole sounds as 32-bit float WAV, the one format the library and project files hold: PCM comes back bit for bit.
 * Typed arrays are read and written as they lie in memory; every platform Electron runs on is little-endian, as WAV is.
 */
export function encodeFloatWav(pcm: Pcm): Uint8Array {
  const channels = pcm.channels.length;
  const frames = pcm.channels[0]?.length ?? 0;
  const header = wavHeader({ sampleRate: pcm.sampleRate, channels, bitDepth: '32f' }, frames);
  const file = new Uint8Array(header.length + frames * channels * 4);
  file.set(header);
  file.set(new Uint8Array(interleave(pcm.channels).buffer), header.length);
  return file;
}

const damagedFile = (what: string, why: string): StudioError =>
  new StudioError(
    'file-damaged',
    `${what} is damaged: ${why}.`,
    'Restore it from a backup, or generate the sound again.',
  );

export type FloatWavLayout = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly frames: number;
  /** where the samples begin, in bytes */
  readonly dataAt: number;
};

/** Bytes from the beginning in which the samples of every file that the studio writes begin. */
export const FLOAT_WAV_HEAD = 1 << 16;

/**
 * Where the samples of a 32-bit float WAV file with one or two channels lie. `head`: its beginning, as far as its samples
 * at least; `fileBytes`: its whole size.
 * Throws a StudioError of tag `file-damaged` for anything else; `what` names the file in its message.
 */
export function floatWavLayout(head: Uint8Array, fileBytes: number, what: string): FloatWavLayout {
  const damaged = (why: string): StudioError => damagedFile(what, why);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const tag = (at: number): string => String.fromCharCode(...head.subarray(at, at + 4));
  if (head.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw damaged('it is no WAV file');

  let format: { channels: number; sampleRate: number } | null = null;
  for (let at = 12; at + 8 <= head.length;) {
    const name = tag(at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (body + size > fileBytes) throw damaged('it ends too early');
    if (name === 'fmt ') {
      if (
        size < 16 ||
        body + 16 > head.length ||
        view.getUint16(body, true) !== 3 ||
        view.getUint16(body + 14, true) !== 32
      ) {
        throw damaged('its samples are not 32-bit floats');
      }
      format = { channels: view.getUint16(body + 2, true), sampleRate: view.getUint32(body + 4, true) };
    }
    if (name === 'data') {
      if (!format || format.channels < 1 || format.channels > 2)
        throw damaged('it does not say how it is laid out');
      if (size % (4 * format.channels) !== 0) throw damaged('it ends within a sample');
      return { ...format, frames: size / (4 * format.channels), dataAt: body };
    }
    // Chunks are padded to even sizes.
    at = body + size + (size % 2);
  }
  throw damaged('it holds no samples');
}

/** The PCM of a whole file; throws as `floatWavLayout` does. */
export function decodeFloatWav(file: Uint8Array, what: string): Pcm {
  const { sampleRate, channels, frames, dataAt } = floatWavLayout(file, file.length, what);
  // Copied into a buffer of its own: the file's may start at an odd place, and a Buffer's slice is only a view.
  const bytes = new Uint8Array(file.subarray(dataAt, dataAt + frames * channels * 4));
  return { sampleRate, channels: deinterleave(new Float32Array(bytes.buffer), channels) };
}

/** The same of a window of a file: only its beginning and what the window holds is read. */
export async function readFloatWav(
  file: FileHandle,
  { from, frames }: PcmWindow,
  what: string,
): Promise<Pcm> {
  const { size } = await file.stat();
  const head = await readAt(file, 0, Math.min(FLOAT_WAV_HEAD, size), what);
  const { sampleRate, channels, dataAt, frames: all } = floatWavLayout(head, size, what);
  const first = Math.min(from, all);
  const count = Math.min(frames, all - first);
  const bytes = await readAt(file, dataAt + first * channels * 4, count * channels * 4, what);
  return { sampleRate, channels: deinterleave(new Float32Array(bytes.buffer), channels) };
}

/** @throws StudioError `file-damaged` when the file has become shorter than it said it was */
async function readAt(
  file: FileHandle,
  at: number,
  length: number,
  what: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw damagedFile(what, 'it ends too early');
    done += bytesRead;
  }
  return bytes;
}

/** Channel after channel to frame after frame. A single channel is copied. */
export function interleave(channels: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const first = channels[0] ?? new Float32Array(0);
  if (channels.length === 1) return Float32Array.from(first);
  const out = new Float32Array(first.length * channels.length);
  channels.forEach((channel, index) => {
    for (let frame = 0; frame < first.length; frame++)
      out[frame * channels.length + index] = channel[frame] ?? 0;
  });
  return out;
}

function deinterleave(samples: Float32Array, channels: number): Float32Array[] {
  if (channels === 1) return [samples];
  const frames = samples.length / channels;
  return Array.from({ length: channels }, (_, index) => {
    const out = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) out[frame] = samples[frame * channels + index] ?? 0;
    return out;
  });
}
