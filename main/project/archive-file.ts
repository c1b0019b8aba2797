import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';

/**
 * A zip file on disk, of which entries are read one at a time: its size does not matter. Errors that are not the disk's
 * (those have a `syscall`) mean that the file is no complete zip archive.
 */
export class ArchiveFile {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  /** the names in the order they lie in the file; one may come twice in a damaged one */
  readonly names: readonly string[];

  private constructor(zip: ZipFile, entries: readonly Entry[]) {
    this.#zip = zip;
    this.names = entries.map(({ fileName }) => fileName);
    this.#entries = new Map(entries.map((entry) => [entry.fileName, entry]));
  }

  static async open(path: string): Promise<ArchiveFile> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      // Sizes are checked while reading: an entry that unpacks to more than it says ends with an error.
      const options = { lazyEntries: true, autoClose: false, strictFileNames: true } as const;
      open(path, options, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    try {
      return new ArchiveFile(zip, await entriesOf(zip));
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  }

  /** Bytes of an entry when unpacked, as the archive says; null when it has no such entry. */
  size(name: string): number | null {
    return this.#entries.get(name)?.uncompressedSize ?? null;
  }

  /** The bytes of an entry that is there. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) return;
    const stream = await new Promise<Readable>((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    yield* stream as AsyncIterable<Uint8Array>;
  }

  close(): void {
    this.#zip.close();
  }
}

const entriesOf = (zip: ZipFile): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
