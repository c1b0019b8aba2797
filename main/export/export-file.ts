import { basename } from 'node:path';
import { EXPORT_BLOCK_FRAMES, type LoudnessReport } from '../../preload/contract/export';
import { StudioError } from '../../preload/contract/errors';
import type { AtomicFile } from '../files/atomic-file';
import { onDisk } from '../files/disk-error';
import { startEncoder, type Encoder, type EncoderPlan } from './encoders';

/**
 * One file being written block by block: memory stays at a few blocks however long the mix. When it is finished it is
 * whole on disk, under a hidden name still: its job gives all its files their names at once.
 */
export class ExportFile {
  readonly #target: string;
  readonly #plan: EncoderPlan;
  readonly #file: AtomicFile;
  readonly #encoder: Encoder;
  #written = 0;
  #state: 'open' | 'finished' | 'cancelled' = 'open';
  /** Blocks may be sent without waiting for replies; they are written in the order they came. */
  #queue: Promise<void> = Promise.resolve();

  private constructor(target: string, plan: EncoderPlan, file: AtomicFile, encoder: Encoder) {
    this.#target = target;
    this.#plan = plan;
    this.#file = file;
    this.#encoder = encoder;
  }

  /** `file` is taken over: it is discarded when the export is. */
  static async begin(target: string, plan: EncoderPlan, file: AtomicFile): Promise<ExportFile> {
    try {
      const encoder = await startEncoder(file, plan);
      return new ExportFile(target, plan, file, encoder);
    } catch (thrown) {
      await file.discard();
      throw thrown;
    }
  }

  get finished(): boolean {
    return this.#state === 'finished';
  }

  /** The next block, one array per channel. A block that breaks a rule, or a full disk, ends the file. */
  write(channels: readonly Float32Array[]): Promise<void> {
    return this.#next(async () => {
      const frames = channels[0]?.length ?? 0;
      const rightSize =
        channels.length === this.#plan.channels &&
        channels.every((channel) => channel.length === frames) &&
        frames <= EXPORT_BLOCK_FRAMES &&
        this.#written + frames <= this.#plan.maxFrames;
      if (!rightSize)
        throw new StudioError('invalid-input', 'The export was sent a block of the wrong size.');
      await this.#onDisk(() => this.#encoder.write(channels));
      this.#written += frames;
    });
  }

  writePackets(head: Uint8Array | null, packets: readonly Uint8Array[]): Promise<void> {
    return this.#next(() => this.#onDisk(() => this.#encoder.writePackets(head, packets)));
  }

  /** Completes the file; returns its size in bytes. */
  finish(frames: number, report: LoudnessReport | null): Promise<number> {
    return this.#next(async () => {
      if (this.#written > 0 && this.#written !== frames) {
        throw new StudioError(
          'invalid-input',
          `The export ended after ${this.#written} of ${frames} sample frames.`,
          'Export again.',
        );
      }
      const bytes = await this.#onDisk(async () => {
        await this.#encoder.finish({ frames, report });
        return this.#file.seal();
      });
      this.#state = 'finished';
      return bytes;
    });
  }

  /** Gives the finished file its name, in place of one that has it. */
  commit(): Promise<void> {
    return this.#onDisk(() => this.#file.commit());
  }

  /** Removes the file, finished or not; one that has its name already stays. */
  discard(): Promise<void> {
    const discarded = this.#queue.then(() => this.#end());
    this.#queue = discarded.catch(() => undefined);
    return discarded;
  }

  /** Runs a step after those before it; a step that fails ends the file and leaves nothing behind. */
  #next<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#queue
      .then(() => {
        if (this.#state !== 'open')
          throw new StudioError('cancelled', 'The export has already ended.', 'Export again.');
        return step();
      })
      .catch(async (thrown: unknown) => {
        if (this.#state === 'open') await this.#end();
        throw thrown;
      });
    this.#queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async #end(): Promise<void> {
    if (this.#state === 'cancelled') return;
    const encoding = this.#state === 'open';
    this.#state = 'cancelled';
    // What the encoder still wants to write is of no use any more.
    if (encoding) await this.#encoder.cancel().catch(() => undefined);
    await this.#file.discard();
  }

  #onDisk<T>(operation: () => Promise<T>): Promise<T> {
    return onDisk(cannotWrite(this.#target), operation);
  }
}

export const cannotWrite = (target: string): string => `“${basename(target)}” could not be written`;
