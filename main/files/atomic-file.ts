import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { shortened } from './file-name';
import type { PartialLedger } from './partial-ledger';

/** Marks files that are still being written; what carries it after a crash is rubbish. */
const PARTIAL_SUFFIX = '.part';

export const isPartial = (name: string): boolean => name.startsWith('.') && name.endsWith(PARTIAL_SUFFIX);

/** Deletes what a kill left half-written in a folder of the studio's own. */
export async function sweepPartials(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.filter(isPartial).map((name) => rm(join(folder, name), { force: true })));
}

/** Nothing is written for so long; what is older was left by a kill. */
const LEFTOVER_AGE_MS = 3_600_000;

const partialPrefix = (target: string): string => `.${shortened(basename(target), 100)}.`;

/**
 * Deletes what kills left of earlier attempts to write `target`, in a folder of the person's. Younger ones may belong to
 * another process that is at work.
 */
export async function sweepLeftovers(target: string): Promise<void> {
  const folder = dirname(target);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((found) => isPartial(found) && found.startsWith(partialPrefix(target)))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > LEFTOVER_AGE_MS) await rm(path, { force: true });
  }
}

/**
 * A file that appears under its name complete or not at all: written beside its target under a hidden name, synced,
 * then renamed over it. A kill at any moment leaves the old file as it was.
 */
export class AtomicFile {
  readonly #target: string;
  readonly #partial: string;
  readonly #handle: FileHandle;
  readonly #ledger: PartialLedger | null;
  #open = true;

  private constructor(target: string, partial: string, handle: FileHandle, ledger: PartialLedger | null) {
    this.#target = target;
    this.#partial = partial;
    this.#handle = handle;
    this.#ledger = ledger;
  }

  /** `ledger`: for files in a folder of the person's, so that the next start finds what a kill left of them. */
  static async create(target: string, ledger: PartialLedger | null = null): Promise<AtomicFile> {
    // Same folder as the target: a rename is atomic only within one file system.
    const name = `${partialPrefix(target)}${randomBytes(6).toString('hex')}${PARTIAL_SUFFIX}`;
    const partial = join(dirname(target), name);
    await ledger?.note(partial);
    try {
      return new AtomicFile(target, partial, await open(partial, 'wx+'), ledger);
    } catch (thrown) {
      await ledger?.forget(partial);
      throw thrown;
    }
  }

  /** Appends all of `bytes` (a single write call may write fewer than asked). */
  async append(bytes: Uint8Array): Promise<void> {
    let done = 0;
    while (done < bytes.byteLength) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.byteLength - done);
      done += bytesWritten;
    }
  }

  /** Overwrites bytes written before, from `position` on; appending goes on where it was. */
  async patch(bytes: Uint8Array, position: number): Promise<void> {
    let done = 0;
    while (done < bytes.byteLength) {
      const { bytesWritten } = await this.#handle.write(
        bytes,
        done,
        bytes.byteLength - done,
        position + done,
      );
      done += bytesWritten;
    }
  }

  /** Reads up to `length` bytes written before, from `position` on; fewer only at the end. */
  async read(position: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.#handle.read(bytes, done, length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  }

  /** Everything is on disk, still under its hidden name, and the file is closed; returns its size in bytes. */
  async seal(): Promise<number> {
    await this.#handle.sync();
    const { size } = await this.#handle.stat();
    await this.#close();
    return size;
  }

  async commit(): Promise<void> {
    try {
      if (this.#open) await this.seal();
      await rename(this.#partial, this.#target);
    } catch (thrown) {
      await this.discard();
      throw thrown;
    }
    await this.#ledger?.forget(this.#partial);
    await syncFolder(dirname(this.#target));
  }

  /** Removes what was written. Safe to call twice, and after a failed commit. */
  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    await rm(this.#partial, { force: true });
    await this.#ledger?.forget(this.#partial);
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#handle.close();
  }
}

/** The rename itself must survive a power cut; Windows cannot open folders, and journals their entries anyway. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Bytes in pieces, from memory or as they are read. */
export type ByteSource = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export async function writeFileAtomic(target: string, contents: ByteSource | string): Promise<void> {
  const file = await AtomicFile.create(target);
  try {
    const pieces = typeof contents === 'string' ? [Buffer.from(contents, 'utf8')] : contents;
    for await (const piece of pieces) await file.append(piece);
  } catch (thrown) {
    await file.discard();
    throw thrown;
  }
  await file.commit();
}
