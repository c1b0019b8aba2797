import { StudioError } from '../../preload/contract/errors';

const RATE = 48_000;
/** Frames of a packet: 20 ms. */
const PACKET = 960;
/** Packets that may wait for the encoder. */
const QUEUE = 100;

export type Packets = { head: Uint8Array | null; packets: Uint8Array[] };

/**
 * Opus by the libopus that Chromium carries, in its own thread. Gives exactly the packets that hold the frames put in
 * and the codec's start-up before them; the last is filled up with silence.
 */
export class OpusPackets {
  readonly #encoder: AudioEncoder;
  #head: Uint8Array | null = null;
  #told = false;
  #ready: Uint8Array[] = [];
  #failure: Error | null = null;
  #frames = 0;
  #given = 0;

  constructor(
    private readonly channels: number,
    kbps: number,
  ) {
    this.#encoder = new AudioEncoder({
      output: (chunk, metadata) => {
        const description = metadata?.decoderConfig?.description;
        if (description !== undefined && !this.#head) this.#head = bytesOf(description);
        const packet = new Uint8Array(chunk.byteLength);
        chunk.copyTo(packet);
        this.#ready.push(packet);
      },
      error: (error) => {
        this.#failure = error;
      },
    });
    this.#encoder.configure({
      codec: 'opus',
      sampleRate: RATE,
      numberOfChannels: channels,
      bitrate: kbps * 1000,
      bitrateMode: 'variable',
      opus: { complexity: 10, frameDuration: 20_000, format: 'opus' },
    });
  }

  /** Takes the next frames, and gives the packets that are complete. */
  async write(channels: readonly Float32Array[]): Promise<Packets> {
    this.#frames += channels[0]?.length ?? 0;
    this.#feed(channels);
    while (this.#encoder.encodeQueueSize > QUEUE) await dequeued(this.#encoder);
    return this.#take(Infinity);
  }

  /** The packets that were missing still. */
  async finish(): Promise<Packets> {
    // The start-up is not known before the first packet; it is the same for all at one rate, and under a packet long.
    const padding = 2 * PACKET - (this.#frames % PACKET);
    this.#feed(Array.from({ length: this.channels }, () => new Float32Array(padding)));
    await this.#encoder.flush();
    this.#encoder.close();
    if (!this.#head) throw new StudioError('internal', 'The Opus encoder gave no header.');
    const preSkip = new DataView(this.#head.buffer, this.#head.byteOffset).getUint16(10, true);
    return this.#take(Math.ceil((this.#frames + preSkip) / PACKET) - this.#given);
  }

  close(): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
  }

  #feed(channels: readonly Float32Array[]): void {
    if (this.#failure) throw this.#failure;
    const frames = channels[0]?.length ?? 0;
    const data = new Float32Array(frames * this.channels);
    channels.forEach((channel, index) => data.set(channel, index * frames));
    const audio = new AudioData({
      format: 'f32-planar',
      sampleRate: RATE,
      numberOfFrames: frames,
      numberOfChannels: this.channels,
      timestamp: 0,
      data,
    });
    this.#encoder.encode(audio);
    audio.close();
  }

  #take(most: number): Packets {
    if (this.#failure) throw this.#failure;
    const packets = this.#ready.slice(0, most);
    this.#ready = [];
    this.#given += packets.length;
    const head = this.#told || packets.length === 0 ? null : this.#head;
    if (head) this.#told = true;
    return { head, packets };
  }
}

const dequeued = (encoder: AudioEncoder): Promise<void> =>
  new Promise((resolve) => encoder.addEventListener('dequeue', () => resolve(), { once: true }));

const bytesOf = (source: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
    : new Uint8Array(source).slice();
