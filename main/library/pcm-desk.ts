import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PCM_BLOCK_FRAMES, SOUND_MAX_BYTES } from '../../preload/contract/library';
import { StudioError } from '../../preload/contract/errors';
import { AtomicFile } from '../files/atomic-file';
import { onDisk } from '../files/disk-error';
import { interleave } from '../wav/float-wav';
import { wavHeader, wavHeaderBytes } from '../wav/wav-header';
import { LevelMeasure, type Levels } from './levels';

export type PcmFormat = { sampleRate: number; channels: number };

/** A finished stream: a 32-bit float WAV file that whoever took it must move away or delete. */
export type PcmFile = PcmFormat & { path: string; frames: number; levels: Levels };

const CANNOT_STORE = 'The audio could not be stored';

const ended = (): StudioError =>
  new StudioError('not-found', 'There is no such audio on its way.', 'Start again.');

/** One stream of PCM being written to a file, block by block: memory stays at one block however long it is. */
class PcmStream {
  readonly format: PcmFormat;
  readonly #path: string;
  readonly #file: AtomicFile;
  readonly #levels = new LevelMeasure();
  #frames = 0;
  #open = true;
  /** Blocks may be sent without waiting for replies; they are written in the order they came. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(format: PcmFormat, path: string, file: AtomicFile) {
    this.format = format;
    this.#path = path;
    this.#file = file;
  }

  static begin(format: PcmFormat, path: string): Promise<PcmStream> {
    return onDisk(CANNOT_STORE, async () => {
      const file = await AtomicFile.create(path);
      // The real header follows when the length is known.
      await file.append(new Uint8Array(wavHeaderBytes('32f')));
      return new PcmStream(format, path, file);
    });
  }

  write(channels: readonly Float32Array[]): Promise<void> {
    return this.#next(async () => {
      const frames = channels[0]?.length ?? 0;
      if (
        channels.length !== this.format.channels ||
        frames > PCM_BLOCK_FRAMES ||
        channels.some((channel) => channel.length !== frames)
      ) {
        throw new StudioError('invalid-input', 'The audio came in a block of the wrong size.');
      }
      if ((this.#frames + frames) * channels.length * 4 > SOUND_MAX_BYTES) throw tooLong(this.format);
      for (const channel of channels) silenceNonsense(channel);
      this.#levels.add(channels);
      const samples = interleave(channels);
      await this.#file.append(new Uint8Array(samples.buffer));
      this.#frames += frames;
    });
  }

  finish(): Promise<PcmFile> {
    return this.#next(async () => {
      if (this.#frames === 0) {
        throw new StudioError(
          'invalid-input',
          'There is no sound in it.',
          'Choose a file that plays elsewhere.',
        );
      }
      await this.#file.patch(wavHeader({ ...this.format, bitDepth: '32f' }, this.#frames), 0);
      this.#open = false;
      await this.#file.commit();
      return { ...this.format, path: this.#path, frames: this.#frames, levels: this.#levels.levels };
    });
  }

  /** Removes what was written, after what is still being written. */
  cancel(): Promise<void> {
    return this.#next(() => this.#discard()).catch(() => undefined);
  }

  async #discard(): Promise<void> {
    this.#open = false;
    await this.#file.discard();
  }

  /** Runs a step after those before it; a step that fails ends the stream and leaves nothing behind. */
  #next<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(async () => {
      if (!this.#open) throw ended();
      try {
        return await onDisk(CANNOT_STORE, step);
      } catch (thrown) {
        await this.#discard();
        throw thrown;
      }
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

/** Float files may hold NaN and infinity, from a plug-in that broke: one such sample silences a mix for good. */
function silenceNonsense(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) if (!Number.isFinite(samples[i])) samples[i] = 0;
}

function tooLong({ sampleRate, channels }: PcmFormat): StudioError {
  const minutes = Math.floor(SOUND_MAX_BYTES / (4 * channels * sampleRate * 60));
  return new StudioError(
    'invalid-input',
    `The sound is longer than ${minutes} minutes, the most that one sound may have at this sample rate.`,
    'Cut it into shorter files, and import those.',
  );
}

/** Audio on its way in from the windows; an id answers only the window that began it. */
export class PcmDesk {
  readonly #folder: string;
  readonly #streams = new Map<string, { stream: PcmStream; windowId: number }>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** `folder` is the desk's own, on the disk that the library is on; what a kill left in it is deleted. */
  static async open(folder: string): Promise<PcmDesk> {
    await onDisk('The folder for incoming audio could not be made', () => mkdir(folder, { recursive: true }));
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
    return new PcmDesk(folder);
  }

  async begin(format: PcmFormat, windowId: number): Promise<string> {
    const streamId = randomUUID();
    const stream = await PcmStream.begin(format, join(this.#folder, `${streamId}.wav`));
    this.#streams.set(streamId, { stream, windowId });
    return streamId;
  }

  write(streamId: string, channels: readonly Float32Array[], windowId: number): Promise<void> {
    return this.#find(streamId, windowId).write(channels);
  }

  /** Ends a stream and hands its file over. */
  take(streamId: string, windowId: number): Promise<PcmFile> {
    const stream = this.#find(streamId, windowId);
    this.#streams.delete(streamId);
    return stream.finish();
  }

  async cancel(streamId: string, windowId: number): Promise<void> {
    const entry = this.#streams.get(streamId);
    if (entry?.windowId !== windowId) return;
    this.#streams.delete(streamId);
    await entry.stream.cancel();
  }

  /** Ends what a window left unfinished: it closed, crashed or was loaded anew. */
  async abandon(windowId: number): Promise<void> {
    const orphans = [...this.#streams].filter(([, entry]) => entry.windowId === windowId);
    for (const [streamId] of orphans) this.#streams.delete(streamId);
    await Promise.all(orphans.map(([, { stream }]) => stream.cancel()));
  }

  #find(streamId: string, windowId: number): PcmStream {
    const entry = this.#streams.get(streamId);
    if (entry?.windowId !== windowId) throw ended();
    return entry.stream;
  }
}
