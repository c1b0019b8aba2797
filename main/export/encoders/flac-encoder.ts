import { createHash, type Hash } from 'node:crypto';
import { registerFlacEncoder } from '@mediabunny/flac-encoder';
import { AudioSample, AudioSampleSource, FlacOutputFormat, Output, StreamTarget } from 'mediabunny';
import { StudioError } from '../../../preload/contract/errors';
import { Quantiser } from '../../wav/quantise';
import type { ByteSink, Encoder, EncoderPlan } from './encoder';
import { vorbisTags } from './tags';
import { sinkStream } from './sink-stream';

/** Frames handed to libFLAC at a time. */
const SLICE = 1 << 16;
/** Place of the sound's MD5 in the file: after "fLaC", the block's header, and 18 bytes of STREAMINFO (RFC 9639). */
const MD5_AT = 26;

/**
 * FLAC by libFLAC, in a thread of its own. 16 bits are dithered as in WAV; the samples in the file are exactly those
 * that a WAV of the same depth holds.
 */
export class FlacEncoder implements Encoder {
  readonly #sink: ByteSink;
  readonly #plan: EncoderPlan;
  readonly #quantiser: Quantiser;
  readonly #source: AudioSampleSource;
  readonly #output: Output;
  readonly #md5: Hash = createHash('md5');
  #frames = 0;

  private constructor(sink: ByteSink, plan: EncoderPlan, source: AudioSampleSource, output: Output) {
    this.#sink = sink;
    this.#plan = plan;
    this.#quantiser = new Quantiser(plan.format.bitDepth);
    this.#source = source;
    this.#output = output;
  }

  static async start(sink: ByteSink, plan: EncoderPlan): Promise<FlacEncoder> {
    registerFlacEncoder();
    const source = new AudioSampleSource({ codec: 'flac' });
    const output = new Output({ format: new FlacOutputFormat(), target: new StreamTarget(sinkStream(sink)) });
    output.addAudioTrack(source);
    output.setMetadataTags(vorbisTags(plan.metadata, plan.format.sampleRate));
    await output.start();
    return new FlacEncoder(sink, plan, source, output);
  }

  async write(channels: readonly Float32Array[]): Promise<void> {
    const { channels: numberOfChannels, format } = this.#plan;
    const frames = channels[0]?.length ?? 0;
    for (let at = 0; at < frames; at += SLICE) {
      const bytes = this.#quantiser.encode(channels.map((channel) => channel.subarray(at, at + SLICE)));
      this.#md5.update(bytes);
      const sixteen = format.bitDepth === '16';
      const sample = new AudioSample({
        data: sixteen ? bytes : widened(bytes),
        format: sixteen ? 's16' : 's32',
        numberOfChannels,
        sampleRate: format.sampleRate,
        timestamp: this.#frames / format.sampleRate,
      });
      this.#frames += sample.numberOfFrames;
      try {
        await this.#source.add(sample);
      } finally {
        sample.close();
      }
    }
  }

  writePackets(): Promise<void> {
    return Promise.reject(new StudioError('invalid-input', 'A FLAC file is made of samples.'));
  }

  async finish(): Promise<void> {
    this.#source.close();
    await this.#output.finalize();
    await this.#sink.patch(this.#md5.digest(), MD5_AT);
  }

  async cancel(): Promise<void> {
    await this.#output.cancel();
  }
}

/** Three-byte integers as the upper three bytes of four-byte ones. */
function widened(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array((bytes.length / 3) * 4);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    out[to + 1] = bytes[from]!;
    out[to + 2] = bytes[from + 1]!;
    out[to + 3] = bytes[from + 2]!;
  }
  return out;
}
