import { Tensor } from 'onnxruntime-node';

/**
 * A batch of sequences over time, the one array shape that travels between the stages: float32 [batch, channels, frames], row-major, so that
 * one channel's frames lie next to each other. Noise, latent and mel are all of this kind; only the frame rate differs.
 */
export type Frames = {
  readonly data: Float32Array;
  readonly batch: number;
  readonly channels: number;
  readonly frames: number;
};

export function emptyFrames(batch: number, channels: number, frames: number): Frames {
  return { data: new Float32Array(batch * channels * frames), batch, channels, frames };
}

export function toTensor({ data, batch, channels, frames }: Frames): Tensor {
  return new Tensor('float32', data, [batch, channels, frames]);
}

/** Frames `start` to `start + count` of a sequence, taken modulo its length: how a loop is wrapped around its seam. */
export function wrapFrames(source: Frames, start: number, count: number): Frames {
  const result = emptyFrames(source.batch, source.channels, count);
  const rows = source.batch * source.channels;
  for (let row = 0; row < rows; row++) {
    const from = row * source.frames;
    const to = row * count;
    for (let frame = 0; frame < count; frame++) {
      const wrapped = (((start + frame) % source.frames) + source.frames) % source.frames;
      result.data[to + frame] = source.data[from + wrapped] ?? 0;
    }
  }
  return result;
}
