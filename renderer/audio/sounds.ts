import { StudioError } from '../../preload/contract/errors';
import type { Pcm } from '../../preload/contract/sound';
import { ByteCache } from './byteCache';
import type { ResampleReply, ResampleRequest } from './resample.worker';

const MEGABYTE = 2 ** 20;

const bytesOf = (channels: readonly Float32Array[]): number =>
  channels.reduce((sum, channel) => sum + channel.byteLength, 0);

const pcms = new ByteCache<Pcm>(256 * MEGABYTE, (pcm) => bytesOf(pcm.channels));
const buffers = new ByteCache<AudioBuffer>(
  512 * MEGABYTE,
  (buffer) => buffer.length * buffer.numberOfChannels * 4,
);

/**
 * A sound's samples at its own rate, fetched from the library once and kept while memory allows.
 * Shared: whoever gets them must not write into them.
 * @throws StudioError when the library does not have it
 */
export function loadPcm(soundId: string): Promise<Pcm> {
  return pcms.get(soundId, async () => {
    const reply = await window.studio.request('sound.pcm', { soundId });
    if (!reply.ok) throw new StudioError(reply.error.tag, reply.error.message, reply.error.remedy);
    return reply.value;
  });
}

/** A sound as a buffer at the context's sample rate; buffers are shared between contexts of the same rate. */
export function loadBuffer(context: BaseAudioContext, soundId: string): Promise<AudioBuffer> {
  const rate = context.sampleRate;
  return buffers.get(`${rate} ${soundId}`, async () => {
    const pcm = await loadPcm(soundId);
    const channels = pcm.sampleRate === rate ? pcm.channels : await resampleInWorker(pcm, rate);
    const buffer = new AudioBuffer({
      numberOfChannels: channels.length,
      length: channels[0]?.length ?? 1,
      sampleRate: rate,
    });
    channels.forEach((channel, index) => buffer.getChannelData(index).set(channel));
    return buffer;
  });
}

type Waiting = { resolve(channels: Float32Array[]): void; reject(error: Error): void };
let worker: Worker | null = null;
let lastRequest = 0;
const waiting = new Map<number, Waiting>();

/** A long sound takes a few hundred milliseconds to convert: not on the thread that draws. */
function resampleInWorker(pcm: Pcm, to: number): Promise<Float32Array[]> {
  worker ??= startWorker();
  const channels = pcm.channels.map((channel) => channel.slice());
  const request: ResampleRequest = { id: (lastRequest += 1), channels, from: pcm.sampleRate, to };
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
