import { copyFile, open, readdir, readFile, rename, rm, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../preload/contract/errors';
import { isPartial, writeFileAtomic, type ByteSource } from '../files/atomic-file';
import { errorCode, onDisk } from '../files/disk-error';
import { storedSoundSchema, type StoredSound } from './stored-sound';

/** What a sound's files hold: WAV and latent. */
export type SoundBytes = { wav: ByteSource; latent: ByteSource | null };

const extensions = ['wav', 'latent', 'json'] as const;
type Extension = (typeof extensions)[number];

/**
 * The sounds' files in one folder: `<id>.wav`, `<id>.latent` where there is one, and `<id>.json` with the row. The JSON
 * file is written last, so it stands for "this sound is complete"; the index can be rebuilt from these files alone.
 */
export class SoundFiles {
  readonly #folder: string;
  readonly #trash: string;

  /** `trash`: where the files of sounds go that were taken out, on the same disk. */
  constructor(folder: string, trash: string) {
    this.#folder = folder;
    this.#trash = trash;
  }

  async write(stored: StoredSound, bytes: SoundBytes): Promise<void> {
    const { id } = stored.sound;
    await onDisk('The sound could not be stored in the library', async () => {
      try {
        await writeFileAtomic(this.#path(id, 'wav'), bytes.wav);
        if (bytes.latent) await writeFileAtomic(this.#path(id, 'latent'), bytes.latent);
        await this.writeRow(stored);
      } catch (thrown) {
        await this.remove(id);
        throw thrown;
      }
    });
  }

  /** Takes a WAV file over, which was written whole, by moving it here. */
  async take(stored: StoredSound, wav: string): Promise<void> {
    const { id } = stored.sound;
    await onDisk('The sound could not be stored in the library', async () => {
      try {
        await rename(wav, this.#path(id, 'wav'));
        await this.writeRow(stored);
      } catch (thrown) {
        await rm(wav, { force: true });
        await this.remove(id);
        throw thrown;
      }
    });
  }

  /** Moves a sound's files to the trash, the WAV first: without it the sound counts as gone, and nothing is deleted. */
  async discard(id: string): Promise<void> {
    await onDisk('The sound could not be taken out of the library', async () => {
      const now = new Date();
      for (const extension of ['wav', 'latent', 'json'] as const) {
        const target = join(this.#trash, `${id}.${extension}`);
        await moveIfThere(this.#path(id, extension), target);
        await utimes(target, now, now).catch(() => undefined);
      }
    });
  }

  /** Copies them back (the row last, as ever) and then empties their place in the trash. */
  async restore(id: string): Promise<void> {
    await onDisk('The sound could not be brought back', async () => {
      const order = ['wav', 'latent', 'json'] as const;
      for (const extension of order) {
        await copyFile(join(this.#trash, `${id}.${extension}`), this.#path(id, extension)).catch(ifMissing);
      }
      for (const extension of order) await rm(join(this.#trash, `${id}.${extension}`), { force: true });
    });
  }

  wavPath(id: string): string {
    return this.#path(id, 'wav');
  }

  writeRow(stored: StoredSound): Promise<void> {
    return onDisk('The sound could not be changed in the library', () =>
      writeFileAtomic(this.#path(stored.sound.id, 'json'), JSON.stringify(stored)),
    );
  }

  readWav(id: string): Promise<Uint8Array> {
    return this.#read(id, 'wav');
  }

  readLatent(id: string): Promise<Uint8Array> {
    return this.#read(id, 'latent');
  }

  /** Reads from a sound's WAV file without holding it in memory. */
  openWav<T>(id: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
    return this.#found(async () => {
      await using file = await open(this.#path(id, 'wav'));
      return await read(file);
    });
  }

  /** The bytes of a sound's WAV or latent as they are read. */
  async *stream(id: string, extension: 'wav' | 'latent'): AsyncGenerator<Uint8Array> {
    await using file = await this.#found(() => open(this.#path(id, extension)));
    yield* file.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>;
  }

  /** The row that the sound's JSON file holds; null when that file is missing or no row. */
  async readRow(id: string): Promise<StoredSound | null> {
    try {
      const parsed = storedSoundSchema.safeParse(JSON.parse(await readFile(this.#path(id, 'json'), 'utf8')));
      return parsed.success && parsed.data.sound.id === id ? parsed.data : null;
    } catch {
      return null;
    }
  }

  async remove(id: string): Promise<void> {
    await Promise.all(extensions.map((extension) => rm(this.#path(id, extension), { force: true })));
  }

  /** Which files exist, by sound id. Files half-written when the studio was killed are deleted on the way. */
  async survey(): Promise<Map<string, Set<Extension>>> {
    const found = new Map<string, Set<Extension>>();
    for (const name of await readdir(this.#folder)) {
      if (isPartial(name)) {
        await rm(join(this.#folder, name), { force: true });
        continue;
      }
      const match = /^([A-Za-z0-9_-]{1,64})\.(wav|latent|json)$/.exec(name);
      const [, id, kind] = match ?? [];
      const extension = extensions.find((known) => known === kind);
      if (id === undefined || extension === undefined) continue;
      found.set(id, (found.get(id) ?? new Set()).add(extension));
    }
    return found;
  }

  #read(id: string, extension: Extension): Promise<Uint8Array> {
    return this.#found(() => readFile(this.#path(id, extension)));
  }

  #found<T>(read: () => Promise<T>): Promise<T> {
    return onDisk('The sound could not be read', async () => {
      try {
        return await read();
      } catch (thrown) {
        if (errorCode(thrown) !== 'ENOENT') throw thrown;
        throw new StudioError(
          'not-found',
          'The sound is missing from the library folder.',
          'Put its file back, or generate the sound again.',
        );
      }
    });
  }

  /** `id` has passed `idSchema`, or matched the same alphabet: it cannot name anything outside the folder. */
  #path(id: string, extension: Extension): string {
    return join(this.#folder, `${id}.${extension}`);
  }
}

function ifMissing(thrown: unknown): void {
  if (errorCode(thrown) !== 'ENOENT') throw thrown;
}

const moveIfThere = (from: string, to: string): Promise<void> => rename(from, to).catch(ifMissing);
