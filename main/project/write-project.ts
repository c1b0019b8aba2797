import { createHash } from 'node:crypto';
import { basename } from 'node:path';
// The build without worker threads: the other one declares `require`, which the bundler declares in every module too.
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate/browser';
import { DOCUMENT_FORMAT, type ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import { AtomicFile, sweepLeftovers } from '../files/atomic-file';
import { onDisk } from '../files/disk-error';
import type { Library } from '../library/library';
import { DOCUMENT, latentEntry, MANIFEST, wavEntry, type ArchiveManifest } from './project-archive';

/** What is saved must open again, and Node reads files of up to 2 GiB whole; a little is kept for the zip directory. */
const ARCHIVE_MAX_BYTES = 0x7fff_ffff - (1 << 24);

export type WriteOptions = {
  /** deflates every entry, for a file that is to be small */
  compact?: boolean;
};

/**
 * Writes a document and the sounds that its clips use. The file appears complete or not at all; memory stays at one
 * sound however many there are. Sounds no clip uses are left out, of the file and of its document.
 */
export async function writeProject(
  target: string,
  document: ProjectDocument,
  library: Library,
  options: WriteOptions = {},
): Promise<void> {
  await onDisk(`“${basename(target)}” could not be saved`, async () => {
    await sweepLeftovers(target);
    const file = await AtomicFile.create(target);
    try {
      await writeArchive(new ArchiveWriter(file, options.compact === true), document, library);
    } catch (thrown) {
      await file.discard();
      throw thrown;
    }
    await file.commit();
  });
}

async function writeArchive(
  archive: ArchiveWriter,
  document: ProjectDocument,
  library: Library,
): Promise<void> {
  const used = [...new Set(Object.values(document.clips).map((clip) => clip.soundId))];
  const rows = used.map((id) => library.get(id));
  const sounds = Object.fromEntries(rows.map(({ sound }) => [sound.id, sound]));
  await archive.add(DOCUMENT, toJson({ ...document, sounds }));
  const latents: ArchiveManifest['latents'] = {};
  for (const { sound, latentShape } of rows) {
    const { wav, latent } = await library.bytes(sound.id);
    await archive.add(wavEntry(sound.id), wav);
    if (latent && latentShape) {
      await archive.add(latentEntry(sound.id), latent);
      latents[sound.id] = latentShape;
    }
  }
  await archive.finish(latents);
}

const toJson = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

/** A zip file being written entry by entry, with the hashes that its manifest will hold. */
class ArchiveWriter {
  readonly #file: AtomicFile;
  readonly #compact: boolean;
  readonly #zip: Zip;
  readonly #files: ArchiveManifest['files'] = {};
  #pending: Uint8Array[] = [];
  #bytes = 0;
  #error: Error | null = null;

  constructor(file: AtomicFile, compact: boolean) {
    this.#file = file;
    this.#compact = compact;
    this.#zip = new Zip((error, chunk) => {
      if (error) this.#error = error;
      else this.#pending.push(chunk);
    });
  }

  async add(name: string, contents: Uint8Array): Promise<void> {
    const sha256 = createHash('sha256').update(contents).digest('hex');
    this.#files[name] = { bytes: contents.byteLength, sha256 };
    await this.#entry(name, contents);
  }

  async finish(latents: ArchiveManifest['latents']): Promise<void> {
    const manifest: ArchiveManifest = { format: DOCUMENT_FORMAT, files: this.#files, latents };
    await this.#entry(MANIFEST, toJson(manifest));
    this.#zip.end();
    await this.#flush();
  }

  async #entry(name: string, contents: Uint8Array): Promise<void> {
    const entry = this.#compact ? new ZipDeflate(name, { level: 9 }) : new ZipPassThrough(name);
    // A fixed time: the same project gives the same bytes. (The earliest that zip can hold.)
    entry.mtime = new Date(1980, 0, 1);
    this.#zip.add(entry);
    // Copied: fflate may hand out the very bytes it was given, and the caller's buffer is not ours to keep.
    entry.push(new Uint8Array(contents), true);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#error) throw this.#error;
    const chunks = this.#pending;
    this.#pending = [];
    for (const chunk of chunks) {
      this.#bytes += chunk.byteLength;
      if (this.#bytes > ARCHIVE_MAX_BYTES) {
        throw new StudioError(
          'invalid-input',
          'The project is too large for one file, which holds 2 GiB at most (over three hours of sound).',
          'Delete clips you do not need, or split the work into two projects.',
        );
      }
      await this.#file.append(chunk);
    }
  }
}
