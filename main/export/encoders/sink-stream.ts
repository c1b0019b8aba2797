import type { StreamTargetChunk } from 'mediabunny';
import type { ByteSink } from './encoder';

/** A sink as the stream that mediabunny's muxers write to; a failed write fails the stream. */
export const sinkStream = (sink: ByteSink): WritableStream<StreamTargetChunk> =>
  new WritableStream({ write: ({ data, position }) => sink.patch(data, position) });
