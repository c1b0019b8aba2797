import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../preload/contract/errors';
import { isPartial, writeFileAtomic } from '../files/atomic-file';
import { errorCode, onDisk } from '../files/disk-error';
import { storedSoundSchema, type StoredSound } from './stored-sound';

/** What a sound's files hold, as bytes: WAV and latent. */
export type SoundBytes = { wav: Uint8Array; latent: Uint8Array | null };

const extensions = ['wav', 'latent', 'json'] as const;
type Extension = (typeof extensions)[number];

/**
 * The sounds' files in one folder: `<id>.wav`, `<id>.latent` where there is one, and `<id>.json` with the row. The JSON
 * file is written last, so it stands for "this sound is complete"; the index can be rebuilt from these files alone.
 */
export class SoundFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
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

  async #read(id: string, extension: Extension): Promise<Uint8Array> {
    return onDisk('The sound could not be read', async () => {
      try {
        return await readFile(this.#path(id, extension));
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
