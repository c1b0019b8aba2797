import { StudioError } from '../../../preload/contract/errors';
import { bextChunk } from '../../wav/bext';
import { concat } from '../../wav/chunks';
import { cueChunks } from '../../wav/cues';
import { ixmlChunk } from '../../wav/ixml';
import { Quantiser } from '../../wav/quantise';
import { fitsInRiff, RIFF_MAX_BYTES, wavDataBytes, wavHeader, type WavFormat } from '../../wav/wav-header';
import type { ByteSink, Encoder, EncoderPlan, FileEnd } from './encoder';

/** Frames turned into bytes at a time: main answers other requests in between. */
const SLICE = 1 << 16;

/**
 * WAV, and RF64 when it comes out longer than a RIFF file can be. The header is written first for nothing and again
 * when everything is known; markers follow the samples.
 */
export class WavEncoder implements Encoder {
  readonly #sink: ByteSink;
  readonly #plan: EncoderPlan;
  readonly #format: WavFormat;
  readonly #quantiser: Quantiser;
  readonly #riffMax: number;
  readonly #reserved: boolean;
  #started = false;

  /** `riffMax`: where RF64 begins, in bytes; 4 GiB outside tests. */
  constructor(sink: ByteSink, plan: EncoderPlan, riffMax = RIFF_MAX_BYTES) {
    const { sampleRate, bitDepth } = plan.format;
    this.#sink = sink;
    this.#plan = plan;
    this.#format = { sampleRate, bitDepth, channels: plan.channels };
    this.#quantiser = new Quantiser(bitDepth);
    this.#riffMax = riffMax;
    const around = { before: this.#before(null), after: this.#cues(plan.maxFrames).length, riffMax };
    this.#reserved = !fitsInRiff(this.#format, plan.maxFrames, around);
  }

  async write(channels: readonly Float32Array[]): Promise<void> {
    await this.#start();
    const frames = channels[0]?.length ?? 0;
    for (let at = 0; at < frames; at += SLICE) {
      await this.#sink.append(
        this.#quantiser.encode(channels.map((channel) => channel.subarray(at, at + SLICE))),
      );
    }
  }

  writePackets(): Promise<void> {
    return Promise.reject(new StudioError('invalid-input', 'A WAV file is made of samples.'));
  }

  async finish({ frames, report }: FileEnd): Promise<void> {
    await this.#start();
    const pad = new Uint8Array(wavDataBytes(this.#format, frames) % 2);
    const cues = this.#cues(frames);
    await this.#sink.append(concat([pad, cues]));
    await this.#sink.patch(this.#header(frames, cues.length, this.#before(report)), 0);
  }

  cancel(): Promise<void> {
    return Promise.resolve();
  }

  async #start(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    await this.#sink.append(this.#header(0, 0, this.#before(null)));
  }

  #header(frames: number, after: number, before: Uint8Array): Uint8Array {
    const around = { before, after, reserved: this.#reserved, riffMax: this.#riffMax };
    return wavHeader(this.#format, frames, around);
  }

  #before(report: FileEnd['report']): Uint8Array {
    const { metadata } = this.#plan;
    if (!metadata.broadcast) return new Uint8Array(0);
    return concat([bextChunk(metadata, this.#format, report), ixmlChunk(metadata, this.#format)]);
  }

  #cues(frames: number): Uint8Array {
    const { metadata } = this.#plan;
    return metadata.cues ? cueChunks(metadata.markers, frames) : new Uint8Array(0);
  }
}
