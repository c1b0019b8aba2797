import { StudioError } from '../../preload/contract/errors';
import type { AtomicFile } from '../files/atomic-file';

/** Samples kept on disk between two passes, as interleaved floats: memory stays flat while a mix is normalised. */
export class Scratch {
  readonly #file: AtomicFile;
  readonly #channels: number;
  #frames = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(file: AtomicFile, channels: number) {
    this.#file = file;
    this.#channels = channels;
  }

  write(channels: readonly Float32Array[]): Promise<void> {
    const written = this.#queue.then(async () => {
      const count = this.#channels;
      const frames = channels[0]?.length ?? 0;
      if (channels.length !== count || channels.some(({ length }) => length !== frames)) {
        throw new StudioError('invalid-input', 'The export was sent a block of the wrong size.');
      }
      const samples = new Float32Array(frames * count);
      channels.forEach((channel, index) => {
        for (let frame = 0; frame < frames; frame++) samples[frame * count + index] = channel[frame]!;
      });
      await this.#file.append(new Uint8Array(samples.buffer));
      this.#frames += frames;
    });
    this.#queue = written.catch(() => undefined);
    return written;
  }

  /** `frames` frames from `frame` on, a channel each. Throws `invalid-input` past the end. */
  async read(frame: number, frames: number): Promise<Float32Array[]> {
    await this.#queue;
    if (frame + frames > this.#frames) {
      throw new StudioError('invalid-input', 'The export asked for samples past its end.');
    }
    const count = this.#channels;
    const bytes = await this.#file.read(frame * count * 4, frames * count * 4);
    const samples = new Float32Array(bytes.buffer, bytes.byteOffset, frames * count);
    return Array.from({ length: count }, (_, index) => {
      const channel = new Float32Array(frames);
      for (let at = 0; at < frames; at++) channel[at] = samples[at * count + index]!;
      return channel;
    });
  }

  async discard(): Promise<void> {
    await this.#queue;
    await this.#file.discard();
  }
}
