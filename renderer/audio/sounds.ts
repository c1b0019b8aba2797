import { StudioError } from '../../preload/contract/errors';
import type { Pcm, PcmWindow } from '../../preload/contract/sound';
import { ByteCache } from './byteCache';
import { resampleWindow } from './resample';
import type { ResampleReply, ResampleRequest } from './resample.worker';

const MEGABYTE = 2 ** 20;

const bytesOf = (channels: readonly Float32Array[]): number =>
  channels.reduce((sum, channel) => sum + channel.byteLength, 0);

// What plays is held by who plays it: these only save fetching a sound again soon, which takes a few milliseconds.
const pcms = new ByteCache<Pcm>(32 * MEGABYTE, (pcm) => bytesOf(pcm.channels));
const buffers = new ByteCache<AudioBuffer>(
  64 * MEGABYTE,
  (buffer) => buffer.length * buffer.numberOfChannels * 4,
);

/**
 * A sound's samples at its own rate, fetched from the library once and kept while memory allows.
 * Shared: whoever gets them must not write into them.
 * @throws StudioError when the library does not have it
 */
export function loadPcm(soundId: string): Promise<Pcm> {
  return pcms.get(soundId, () => fetchPcm(soundId));
}

async function fetchPcm(soundId: string, part?: PcmWindow): Promise<Pcm & Size> {
  const reply = await window.studio.request('sound.pcm', { soundId, ...(part && { window: part }) });
  if (!reply.ok) throw new StudioError(reply.error.tag, reply.error.message, reply.error.remedy);
  return reply.value;
}

/** Frames of a block: 1.4 s at 48 kHz. Its way across the bridge takes this thread a millisecond or two. */
const BLOCK_FRAMES = 1 << 16;

/**
 * A sound's samples, block by block, which nobody else holds; all blocks but the last are BLOCK_FRAMES long.
 * @throws StudioError when the library does not have it
 */
export async function* pcmBlocks(soundId: string): AsyncGenerator<Pcm & { last: boolean }> {
  let last = false;
  for (let from = 0; !last; from += BLOCK_FRAMES) {
    const pcm = await fetchPcm(soundId, { from, frames: BLOCK_FRAMES });
    last = (pcm.channels[0]?.length ?? 0) < BLOCK_FRAMES;
    yield { ...pcm, last };
  }
}

/** Samples as a buffer, `length` frames long; buffers are shared between contexts, of any rate. */
export function bufferOf(
  channels: readonly Float32Array[],
  sampleRate: number,
  length = channels[0]?.length ?? 1,
): AudioBuffer {
  const buffer = new AudioBuffer({ numberOfChannels: channels.length, length, sampleRate });
  channels.forEach((channel, index) => buffer.getChannelData(index).set(channel));
  return buffer;
}

export const channelsOf = (buffer: AudioBuffer): Float32Array[] =>
  Array.from({ length: buffer.numberOfChannels }, (_, channel) => buffer.getChannelData(channel));

/**
 * Gives the memory of samples back at once: the collector, which knows little of what lies outside its heap, takes its
 * time, and a long export would fill hundreds of megabytes meanwhile. Nobody may look at them any more.
 */
export function release(channels: readonly Float32Array[]): void {
  for (const { buffer } of channels)
    if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}

/** A buffer that is kept while memory allows, made by `make` where it is not there. */
export const cachedBuffer = (key: string, make: () => Promise<AudioBuffer>): Promise<AudioBuffer> =>
  buffers.get(key, make);

/** A sound as a buffer at a sample rate. */
export function loadBuffer(rate: number, soundId: string): Promise<AudioBuffer> {
  return cachedBuffer(`${rate} ${soundId}`, async () => {
    // The buffer is kept in the samples' place: a long project would hold every sound twice.
    const pcm = await (pcms.peek(soundId) ?? fetchPcm(soundId));
    return bufferOf(await resampleInWorker(pcm.channels, pcm.sampleRate, rate), rate);
  });
}

/** A whole sound's. */
type Size = { readonly sampleRate: number; readonly frames: number };

/** Of sounds that were asked for in pieces. */
const sizes = new Map<string, Size>();

async function sizeOf(soundId: string): Promise<Size> {
  const known = sizes.get(soundId);
  if (known) return known;
  const { sampleRate, frames } = await fetchPcm(soundId, { from: 0, frames: 1 });
  const size = { sampleRate, frames };
  sizes.set(soundId, size);
  return size;
}

/** Frames of what `loadBuffer` gives. */
export async function bufferLength(rate: number, soundId: string): Promise<number> {
  const { sampleRate, frames } = await sizeOf(soundId);
  return Math.max(1, Math.round((frames * rate) / sampleRate));
}

/**
 * Frames of what `loadBuffer` gives, or fewer where it ends before. They are fetched for it alone, and are the caller's,
 * to be released.
 */
export async function loadFrames(
  rate: number,
  soundId: string,
  first: number,
  frames: number,
): Promise<Float32Array[]> {
  const { sampleRate: own } = await sizeOf(soundId);
  const { from, length, skip } = resampleWindow(own, rate, first, frames);
  const { channels } = await fetchPcm(soundId, { from, frames: length });
  if (own === rate) return channels;
  const converted = await resampleInWorker(channels, own, rate);
  release(channels);
  return converted.map((channel) => channel.subarray(skip, skip + frames));
}

type Waiting = { resolve(channels: Float32Array[]): void; reject(error: Error): void };
let worker: Worker | null = null;
let lastRequest = 0;
const waiting = new Map<number, Waiting>();

/** Converts to another sample rate. A long sound takes a few hundred milliseconds: not on the thread that draws. */
export async function resampleInWorker(
  input: readonly Float32Array[],
  from: number,
  to: number,
): Promise<readonly Float32Array[]> {
  if (from === to) return input;
  worker ??= startWorker();
  const channels = input.map((channel) => new Float32Array(channel));
  const request: ResampleRequest = { id: (lastRequest += 1), channels, from, to };
  return new Promise((resolve, reject) => {
    waiting.set(request.id, { resolve, reject });
    worker?.postMessage(
      request,
      channels.map((channel) => channel.buffer),
    );
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL('./resample.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<ResampleReply>) => {
    waiting.get(data.id)?.resolve(data.channels);
    waiting.delete(data.id);
  };
  started.onerror = (event) => {
    worker = null;
    for (const { reject } of waiting.values())
      reject(new Error(`Converting the sample rate failed: ${event.message}`));
    waiting.clear();
  };
  return started;
}
