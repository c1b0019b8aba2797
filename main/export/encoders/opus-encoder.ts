import { EncodedAudioPacketSource, EncodedPacket, OggOutputFormat, Output, StreamTarget } from 'mediabunny';
import { StudioError } from '../../../preload/contract/errors';
import type { ByteSink, Encoder, EncoderPlan, FileEnd } from './encoder';
import { sinkStream } from './sink-stream';
import { vorbisTags } from './tags';

/** Opus always counts in 48 kHz (RFC 7845), and the page sends packets of 20 ms. */
const RATE = 48_000;
const PACKET = 960;

/**
 * Ogg/Opus. Chromium carries libopus, so the page encodes and main gets packets; here they are put into Ogg pages, with
 * the codec's start-up (pre-skip) and the padding of the last packet marked, so that a player plays exactly the frames
 * that were exported.
 */
export class OpusEncoder implements Encoder {
  readonly #source: EncodedAudioPacketSource;
  readonly #output: Output;
  readonly #channels: number;
  #head: Uint8Array | null = null;
  #packets = 0;
  /** held back: only the end says how much of the last packet counts */
  #last: Uint8Array | null = null;

  private constructor(source: EncodedAudioPacketSource, output: Output, channels: number) {
    this.#source = source;
    this.#output = output;
    this.#channels = channels;
  }

  static async start(sink: ByteSink, plan: EncoderPlan): Promise<OpusEncoder> {
    const source = new EncodedAudioPacketSource('opus');
    const output = new Output({ format: new OggOutputFormat(), target: new StreamTarget(sinkStream(sink)) });
    output.addAudioTrack(source);
    output.setMetadataTags(vorbisTags(plan.metadata, RATE));
    await output.start();
    return new OpusEncoder(source, output, plan.channels);
  }

  write(): Promise<void> {
    return Promise.reject(new StudioError('invalid-input', 'An Opus file is made of packets.'));
  }

  async writePackets(head: Uint8Array | null, packets: readonly Uint8Array[]): Promise<void> {
    this.#head ??= head;
    for (const packet of packets) {
      if (this.#last) await this.#add(this.#last, PACKET);
      this.#last = packet;
    }
  }

  async finish({ frames }: FileEnd): Promise<void> {
    if (!this.#head || !this.#last) throw new StudioError('internal', 'The Opus encoder gave no sound.');
    const counted = preSkip(this.#head) + frames - this.#packets * PACKET;
    if (counted < 1 || counted > PACKET) {
      throw new StudioError(
        'internal',
        `The Opus encoder gave ${this.#packets + 1} packets for ${frames} frames.`,
      );
    }
    await this.#add(this.#last, counted);
    this.#source.close();
    await this.#output.finalize();
  }

  async cancel(): Promise<void> {
    await this.#output.cancel();
  }

  async #add(data: Uint8Array, frames: number): Promise<void> {
    const packet = new EncodedPacket(data, 'key', (this.#packets * PACKET) / RATE, frames / RATE);
    const config = {
      codec: 'opus',
      numberOfChannels: this.#channels,
      sampleRate: RATE,
      ...(this.#head && { description: this.#head }),
    };
    await this.#source.add(packet, this.#packets === 0 ? { decoderConfig: config } : undefined);
    this.#packets += 1;
  }
}

/** Frames at the start that are no sound yet: bytes 10 and 11 of the identification header. */
const preSkip = (head: Uint8Array): number =>
  new DataView(head.buffer, head.byteOffset, head.byteLength).getUint16(10, true);
