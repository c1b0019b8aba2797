import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { DOCUMENT_FORMAT, usedSounds, type ProjectDocument } from '../../preload/contract/document';
import { AtomicFile, sweepLeftovers, type ByteSource } from '../files/atomic-file';
import { onDisk } from '../files/disk-error';
import type { Library } from '../library/library';
import { DOCUMENT, latentEntry, MANIFEST, wavEntry, type ArchiveManifest } from './project-archive';

export type WriteOptions = {
  /** deflates every entry, for a file that is to be small */
  compact?: boolean;
};

/**
 * Writes a document and the sounds that it uses. The file appears complete or not at all; sounds go through memory in
 * pieces, however long they are. Sounds no clip uses are left out, of the file and of its document.
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
  const used = [...usedSounds(document)];
  const rows = used.map((id) => library.get(id));
  const sounds = Object.fromEntries(rows.map(({ sound }) => [sound.id, sound]));
  archive.add(DOCUMENT, [toJson({ ...document, sounds })]);
  const latents: ArchiveManifest['latents'] = {};
  for (const { sound, latentShape } of rows) {
    const { wav, latent } = library.bytes(sound.id);
    archive.add(wavEntry(sound.id), wav);
    if (latent && latentShape) {
      archive.add(latentEntry(sound.id), latent);
      latents[sound.id] = latentShape;
    }
  }
  await archive.finish(latents);
}

const toJson = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

/** A zip file being written entry by entry, past 4 GiB as ZIP64, with the hashes that its manifest will hold. */
class ArchiveWriter {
  readonly #file: AtomicFile;
  readonly #zip = new ZipFile();
  readonly #bytes = this.#zip.outputStream.pipe(new PassThrough());
  readonly #options: { mtime: Date; compressionLevel: number };
  readonly #files: ArchiveManifest['files'] = {};
  /** the entry that is being written */
  #reading: Readable | null = null;

  constructor(file: AtomicFile, compact: boolean) {
    this.#file = file;
    this.#zip.on('error', (error: Error) => this.#bytes.destroy(error));
    // A fixed time: the same project gives the same bytes. (The earliest that zip can hold.)
    this.#options = { mtime: new Date(1980, 0, 1), compressionLevel: compact ? 9 : 0 };
  }

  /** Another entry; it is read when its turn comes. */
  add(name: string, contents: ByteSource): void {
    this.#entry(name, () => this.#noting(name, contents));
  }

  /** Writes everything, and the manifest behind it. */
  async finish(latents: ArchiveManifest['latents']): Promise<void> {
    const manifest = (): ArchiveManifest => ({ format: DOCUMENT_FORMAT, files: this.#files, latents });
    this.#entry(MANIFEST, () => [toJson(manifest())]);
    this.#zip.end();
    try {
      for await (const piece of this.#bytes as AsyncIterable<Uint8Array>) await this.#file.append(piece);
    } finally {
      // After a failed write it would keep its file open.
      this.#reading?.destroy();
    }
  }

  #entry(name: string, contents: () => ByteSource): void {
    this.#zip.addReadStreamLazy(name, this.#options, (ready) => {
      const stream = Readable.from(contents());
      // An entry that cannot be read ends the archive: its bytes stop with the reason.
      stream.on('error', (error) => this.#bytes.destroy(error));
      this.#reading = stream;
      ready(null, stream);
    });
  }

  /** The same bytes, whose size and hash are noted when all have passed. */
  async *#noting(name: string, contents: ByteSource): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of contents) {
      hash.update(piece);
      bytes += piece.byteLength;
      yield piece;
    }
    this.#files[name] = { bytes, sha256: hash.digest('hex') };
  }
}
