import { basename } from 'node:path';
import { EXPORT_BLOCK_FRAMES, type ExportFormat } from '../../preload/contract/contract';
import { StudioError } from '../../preload/contract/errors';
import { AtomicFile, sweepLeftovers } from '../files/atomic-file';
import { onDisk } from '../files/disk-error';
import { Quantiser } from '../wav/quantise';
import { fitsInWav, wavHeader } from '../wav/wav-header';

export type ExportPlan = {
  readonly target: string;
  readonly format: ExportFormat;
  readonly channels: number;
  /** sample frames that will be written, in all; null: as many as come (a render, whose length the page works out) */
  readonly frames: number | null;
};

/**
 * One WAV file being written block by block: memory stays at one block however long the mix. The target appears (or is
 * replaced) only when `finish` has everything on disk; until then a file of the same name is left as it is.
 */
export class ExportSession {
  readonly #plan: ExportPlan;
  readonly #file: AtomicFile;
  readonly #quantiser: Quantiser;
  #written = 0;
  #state: 'open' | 'finished' | 'cancelled' = 'open';
  /** Blocks may be sent without waiting for replies; they are written in the order they came. */
  #queue: Promise<void> = Promise.resolve();

  private constructor(plan: ExportPlan, file: AtomicFile) {
    this.#plan = plan;
    this.#file = file;
    this.#quantiser = new Quantiser(plan.format.bitDepth);
  }

  static async begin(plan: ExportPlan): Promise<ExportSession> {
    if (!fits(plan, plan.frames ?? 0)) throw tooLong();
    return onDisk(cannotWrite(plan.target), async () => {
      await sweepLeftovers(plan.target);
      const file = await AtomicFile.create(plan.target);
      try {
        await file.append(wavHeader(wavFormat(plan), plan.frames ?? 0));
      } catch (thrown) {
        await file.discard();
        throw thrown;
      }
      return new ExportSession(plan, file);
    });
  }

  get target(): string {
    return this.#plan.target;
  }

  get fileName(): string {
    return basename(this.#plan.target);
  }

  get finished(): boolean {
    return this.#state === 'finished';
  }

  /** The next block, one array per channel. A block that breaks a rule, or a full disk, ends the export. */
  write(channels: readonly Float32Array[]): Promise<void> {
    return this.#next(async () => {
      this.#mustBeOpen();
      const frames = channels[0]?.length ?? 0;
      const total = this.#written + frames;
      const rightSize =
        channels.length === this.#plan.channels &&
        channels.every((channel) => channel.length === frames) &&
        frames <= EXPORT_BLOCK_FRAMES &&
        total <= (this.#plan.frames ?? total);
      if (!rightSize)
        throw new StudioError('invalid-input', 'The export was sent a block of the wrong size.');
      if (!fits(this.#plan, total)) throw tooLong();
      await onDisk(cannotWrite(this.#plan.target), () => this.#file.append(this.#quantiser.encode(channels)));
      this.#written += frames;
    });
  }

  finish(): Promise<{ fileName: string }> {
    return this.#next(async () => {
      this.#mustBeOpen();
      if (this.#written !== (this.#plan.frames ?? this.#written)) {
        throw new StudioError(
          'invalid-input',
          `The export ended after ${this.#written} of ${this.#plan.frames} sample frames.`,
          'Export again.',
        );
      }
      await onDisk(cannotWrite(this.#plan.target), async () => {
        if (this.#plan.frames === null)
          await this.#file.patch(wavHeader(wavFormat(this.#plan), this.#written), 0);
        await this.#file.commit();
      });
      this.#state = 'finished';
      return { fileName: this.fileName };
    });
  }

  /** Removes the unfinished file; a finished export stays. */
  cancel(): Promise<void> {
    const cancelled = this.#queue.then(async () => {
      if (this.#state !== 'open') return;
      this.#state = 'cancelled';
      await this.#file.discard();
    });
    this.#queue = cancelled.catch(() => undefined);
    return cancelled;
  }

  /** Runs a step after those before it; a step that fails ends the export and leaves nothing behind. */
  #next<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(step).catch(async (thrown: unknown) => {
      if (this.#state === 'open') {
        this.#state = 'cancelled';
        await this.#file.discard();
      }
      throw thrown;
    });
    this.#queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  #mustBeOpen(): void {
    if (this.#state !== 'open')
      throw new StudioError('cancelled', 'The export has already ended.', 'Export again.');
  }
}

const wavFormat = ({ format, channels }: ExportPlan) => ({ ...format, channels });

const fits = (plan: ExportPlan, frames: number): boolean => fitsInWav(wavFormat(plan), frames);

const tooLong = (): StudioError =>
  new StudioError(
    'invalid-input',
    'The mix is too long for one WAV file, which holds 4 GiB at most.',
    'Export a loop region at a time, or choose fewer bits.',
  );

const cannotWrite = (target: string): string => `“${basename(target)}” could not be written`;
