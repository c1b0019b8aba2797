import type { ByteSink, Encoder, EncoderPlan } from './encoder';
import { FlacEncoder } from './flac-encoder';
import { Mp3Encoder } from './mp3-encoder';
import { OpusEncoder } from './opus-encoder';
import { WavEncoder } from './wav-encoder';

/** The encoder for a plan's format, writing to `sink`. */
export function startEncoder(sink: ByteSink, plan: EncoderPlan): Promise<Encoder> {
  switch (plan.format.codec) {
    case 'wav':
      return Promise.resolve(new WavEncoder(sink, plan));
    case 'flac':
      return FlacEncoder.start(sink, plan);
    case 'mp3':
      return Mp3Encoder.start(sink, plan);
    case 'opus':
      return OpusEncoder.start(sink, plan);
  }
}

export type { Encoder, EncoderPlan, FileEnd } from './encoder';
