import type { RequestInput, RequestName, RequestOutput } from '../../preload/contract/contract';
import { StudioError } from '../../preload/contract/errors';
import type { Rendered, Sound } from '../../preload/contract/sound';

/** Frames sent at a time: large enough that messages cost nothing, small enough that copying one is not felt. */
const BLOCK = 1 << 17;

/** A request's value, or its error thrown. */
async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const reply = await window.studio.request(name, input);
  if (reply.ok) return reply.value;
  throw new StudioError(reply.error.tag, reply.error.message, reply.error.remedy);
}

/**
 * Audio on its way to main, of any length, written in blocks of any size. It ends as a sound of the library or as a file
 * for other programs, or is cancelled: whoever begins one owns it until then.
 */
export class Upload {
  private pending: Float32Array[];
  private filled = 0;

  private constructor(
    private readonly streamId: string,
    channels: number,
  ) {
    this.pending = Array.from({ length: channels }, () => new Float32Array(BLOCK));
  }

  static async begin(format: { sampleRate: number; channels: number }): Promise<Upload> {
    const { streamId } = await ask('pcm.begin', format);
    return new Upload(streamId, format.channels);
  }

  async write(channels: readonly Float32Array[]): Promise<void> {
    const frames = channels[0]?.length ?? 0;
    for (let at = 0; at < frames;) {
      const count = Math.min(frames - at, BLOCK - this.filled);
      this.pending.forEach((block, index) =>
        block.set(channels[index]?.subarray(at, at + count) ?? [], this.filled),
      );
      at += count;
      this.filled += count;
      if (this.filled === BLOCK) await this.flush();
    }
  }

  /** `rendered`: it was made of clips or a track; absent for what comes in from outside. */
  async toLibrary(name: string, rendered?: Rendered): Promise<Sound> {
    await this.flush();
    return ask('sound.add', { streamId: this.streamId, name, rendered });
  }

  /** @returns the file's id */
  async toFile(name: string): Promise<string> {
    await this.flush();
    return (await ask('outgoing.add', { streamId: this.streamId, name })).fileId;
  }

  async cancel(): Promise<void> {
    await window.studio.request('pcm.cancel', { streamId: this.streamId });
  }

  private async flush(): Promise<void> {
    if (this.filled === 0) return;
    const channels = this.pending.map((block) => block.slice(0, this.filled));
    this.filled = 0;
    await ask('pcm.write', { streamId: this.streamId, channels });
  }
}
