import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { OUTGOING_DAYS } from '../../preload/contract/library';
import { StudioError } from '../../preload/contract/errors';
import { onDisk } from '../files/disk-error';
import { safeFileName } from '../files/file-name';
import { pruneOld } from '../files/prune';
import type { Library } from '../library/library';
import type { PcmFile } from '../library/pcm-desk';

const CANNOT_PREPARE = 'The file for other programs could not be written';

/**
 * WAV files for other programs: what is dragged out must exist before the gesture begins, and stay afterwards, because a
 * DAW may go on reading it where it lies. Each is alone in a folder named by its id, so that its own name can be the
 * prompt's. Folders not handed out for OUTGOING_DAYS are deleted at the next start.
 */
export class Outgoing {
  readonly #folder: string;
  readonly #library: Library;

  private constructor(folder: string, library: Library) {
    this.#folder = folder;
    this.#library = library;
  }

  static async open(folder: string, library: Library): Promise<Outgoing> {
    await onDisk('The folder for files to drag out could not be made', () =>
      mkdir(folder, { recursive: true }),
    );
    await pruneOld(folder, OUTGOING_DAYS);
    return new Outgoing(folder, library);
  }

  /** A copy of a library's sound. The same sound under the same name is the same file. */
  sound(soundId: string): Promise<string> {
    const { sound } = this.#library.get(soundId);
    const seed = sound.recipe === null ? '' : ` (seed ${sound.recipe.seed})`;
    const fileName = `${safeFileName(sound.name)}${seed}.wav`;
    const fileId = createHash('sha256').update(`${soundId} ${fileName}`).digest('hex').slice(0, 32);
    return onDisk(CANNOT_PREPARE, async () => {
      const folder = join(this.#folder, fileId);
      await mkdir(folder, { recursive: true });
      const target = join(folder, fileName);
      // Where the file system can, the copy shares the original's blocks.
      const names = await readdir(folder);
      if (!names.includes(fileName)) {
        const partial = join(folder, `.${randomUUID()}.part`);
        await copyFile(this.#library.wavPath(soundId), partial, constants.COPYFILE_FICLONE);
        await rename(partial, target);
      }
      return fileId;
    });
  }

  /** Takes over a file of PCM, by moving it. */
  add(name: string, file: PcmFile): Promise<string> {
    return onDisk(CANNOT_PREPARE, async () => {
      const fileId = randomUUID();
      const folder = join(this.#folder, fileId);
      try {
        await mkdir(folder);
        await rename(file.path, join(folder, `${safeFileName(name)}.wav`));
      } catch (thrown) {
        await rm(file.path, { force: true });
        throw thrown;
      }
      return fileId;
    });
  }

  /** The file's path; its days are counted anew from now. Throws `not-found` when it was deleted. */
  async path(fileId: string): Promise<string> {
    const folder = join(this.#folder, fileId);
    const names = await readdir(folder).catch(() => []);
    const name = names.find((found) => !found.startsWith('.'));
    if (name === undefined) {
      throw new StudioError(
        'not-found',
        'The file to drag is gone.',
        'Point at the sound again, then drag it.',
      );
    }
    const now = new Date();
    await utimes(folder, now, now);
    return join(folder, name);
  }
}
