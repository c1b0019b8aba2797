import { randomUUID } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../preload/contract/errors';
import { TRASH_DAYS } from '../../preload/contract/library';
import type { Pcm, PcmWindow, Recipe, Rendered, Sound } from '../../preload/contract/sound';
import { errorCode, onDisk } from '../files/disk-error';
import { pruneOld } from '../files/prune';
import { decodeFloatWav, encodeFloatWav, readFloatWav } from '../wav/float-wav';
import { measureLevels } from './levels';
import type { PcmFile } from './pcm-desk';
import { SoundFiles, type SoundBytes } from './sound-files';
import { SoundIndex, type Search } from './sound-index';
import { decodeLatent, encodeLatent, type Latent, type StoredSound } from './stored-sound';

export type NewSound = { name: string; recipe: Recipe | null; pcm: Pcm; latent: Latent | null };

/** What opening the library found and did, for a message to the person; null: nothing out of the ordinary. */
export type LibraryNotice = { message: string } | null;

/**
 * The person's sounds: files in one folder and an index over them. A sound is in the library once its files are
 * complete on disk; the index follows and can always be rebuilt.
 */
export class Library {
  readonly #index: SoundIndex;
  readonly #files: SoundFiles;

  private constructor(index: SoundIndex, files: SoundFiles) {
    this.#index = index;
    this.#files = files;
  }

  /**
   * Opens (or makes) the library in `folder`, which only one process may use at a time. A damaged index is moved aside
   * and made again from the sounds' files; files that no complete sound owns are deleted.
   */
  static async open(folder: string): Promise<{ library: Library; notice: LibraryNotice }> {
    const sounds = join(folder, 'sounds');
    await onDisk('The folder of the sound library could not be made', () =>
      mkdir(sounds, { recursive: true }),
    );
    const trash = join(folder, 'trash');
    await onDisk('The folder of the sound library could not be made', () =>
      mkdir(trash, { recursive: true }),
    );
    await pruneOld(trash, TRASH_DAYS);
    const files = new SoundFiles(sounds, trash);
    const file = join(folder, 'library.sqlite');
    try {
      const library = new Library(SoundIndex.open(file), files);
      await library.#reconcile();
      return { library, notice: null };
    } catch (thrown) {
      if (!(thrown instanceof StudioError) || thrown.tag !== 'file-damaged') throw thrown;
    }
    const movedTo = await moveAside(file);
    const library = new Library(SoundIndex.open(file), files);
    const kept = await library.#reconcile();
    const message = `The index of the sound library was damaged. It was made again from the sounds themselves: ${kept} found. The damaged one is kept as ${movedTo}.`;
    return { library, notice: { message } };
  }

  /** Stores a sound and returns its row. Throws `disk` when it cannot be written; nothing is left behind then. */
  async add({ name, recipe, pcm, latent }: NewSound): Promise<Sound> {
    const sound: Sound = {
      id: randomUUID(),
      name: name.slice(0, 200),
      recipe,
      sampleRate: pcm.sampleRate,
      channels: pcm.channels.length,
      frames: pcm.channels[0]?.length ?? 0,
      ...measureLevels(pcm.channels),
      starred: false,
      createdAt: Date.now(),
    };
    const latentShape = latent && { channels: latent.channels, frames: latent.frames };
    await this.adopt(
      { sound, latentShape },
      { wav: [encodeFloatWav(pcm)], latent: latent && [encodeLatent(latent)] },
    );
    return sound;
  }

  /** Makes a sound of a file of PCM, which is moved into the library. */
  async take(name: string, file: PcmFile, rendered?: Rendered): Promise<Sound> {
    const { sampleRate, channels, frames, levels } = file;
    const sound: Sound = {
      id: randomUUID(),
      name: name.slice(0, 200),
      recipe: null,
      ...(rendered && { rendered }),
      sampleRate,
      channels,
      frames,
      ...levels,
      starred: false,
      createdAt: Date.now(),
    };
    const stored: StoredSound = { sound, latentShape: null };
    await this.#files.take(stored, file.path);
    this.#index.put(stored);
    return sound;
  }

  /** Stores a sound that came with its row, from a project file. */
  async adopt(stored: StoredSound, bytes: SoundBytes): Promise<void> {
    await this.#files.write(stored, bytes);
    this.#index.put(stored);
  }

  has(id: string): boolean {
    return this.#index.get(id) !== null;
  }

  /** Throws `not-found` for an id the library does not hold. */
  get(id: string): StoredSound {
    const stored = this.#index.get(id);
    if (stored) return stored;
    throw new StudioError('not-found', 'The sound is not in the library.', 'Generate it again.');
  }

  list(search: Search): Sound[] {
    return this.#index.list(search);
  }

  /** The samples, or those of a window, bit for bit as they were stored. */
  async pcm(id: string, window?: PcmWindow): Promise<Pcm> {
    const what = `The sound “${this.get(id).sound.name}”`;
    if (!window) return decodeFloatWav(await this.#files.readWav(id), what);
    return this.#files.openWav(id, (file) => readFloatWav(file, window, what));
  }

  /** The sound's latent; null when it was stored without one. */
  async latent(id: string): Promise<Latent | null> {
    const { sound, latentShape } = this.get(id);
    if (!latentShape) return null;
    const latent = decodeLatent(await this.#files.readLatent(id), latentShape);
    if (latent) return latent;
    throw new StudioError(
      'file-damaged',
      `The latent of “${sound.name}” is damaged.`,
      'Generate the sound again.',
    );
  }

  /** The bytes of a sound's files as they are read, for a project file. */
  bytes(id: string): SoundBytes {
    const { latentShape } = this.get(id);
    return { wav: this.#files.stream(id, 'wav'), latent: latentShape && this.#files.stream(id, 'latent') };
  }

  star(id: string, starred: boolean): Promise<Sound> {
    return this.#change(id, { starred });
  }

  rename(id: string, name: string): Promise<Sound> {
    return this.#change(id, { name });
  }

  /** Takes a sound out; its files are kept for TRASH_DAYS. */
  async remove(id: string): Promise<void> {
    this.get(id);
    await this.#files.discard(id);
    this.#index.remove(id);
  }

  /** Brings a sound back that was taken out. Throws `not-found` when it is gone for good. */
  async restore(id: string): Promise<Sound> {
    if (this.has(id)) return this.get(id).sound;
    await this.#files.restore(id);
    const stored = await this.#files.readRow(id);
    if (!stored)
      throw new StudioError('not-found', 'The sound is gone for good.', 'Generate or import it again.');
    this.#index.put(stored);
    return stored.sound;
  }

  /** Path of the sound's WAV file, for copying it. */
  wavPath(id: string): string {
    this.get(id);
    return this.#files.wavPath(id);
  }

  async #change(id: string, changes: Partial<Pick<Sound, 'starred' | 'name'>>): Promise<Sound> {
    const stored = this.get(id);
    const changed = { ...stored, sound: { ...stored.sound, ...changes } };
    await this.#files.writeRow(changed);
    this.#index.put(changed);
    return changed.sound;
  }

  close(): void {
    this.#index.close();
  }

  /**
   * Makes index and files agree; returns how many sounds there are. Only files without a JSON file are deleted: those a
   * kill left incomplete. A sound whose WAV is gone leaves the index, and comes back with its WAV.
   */
  async #reconcile(): Promise<number> {
    const known = this.#index.ids();
    const found = await this.#files.survey();
    for (const id of known) {
      if (!found.get(id)?.has('wav')) this.#index.remove(id);
    }
    for (const [id, kinds] of found) {
      if (known.has(id) && kinds.has('wav')) continue;
      if (!kinds.has('json')) {
        await this.#files.remove(id);
        continue;
      }
      const stored = kinds.has('wav') ? await this.#files.readRow(id) : null;
      if (stored) this.#index.put(stored);
    }
    return this.#index.ids().size;
  }
}

/** Renames the database and its WAL files; returns the new name, without folder. */
async function moveAside(file: string): Promise<string> {
  const name = `library.damaged-${Date.now()}.sqlite`;
  for (const suffix of ['', '-wal', '-shm']) {
    try {
      await rename(file + suffix, join(file, '..', name + suffix));
    } catch (thrown) {
      if (errorCode(thrown) !== 'ENOENT') throw thrown;
    }
  }
  return name;
}
