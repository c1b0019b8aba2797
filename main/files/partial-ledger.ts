import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Name of the ledger's folder in a user data folder. */
export const LEDGER_FOLDER = 'unfinished';

/**
 * Which half-written files lie in folders of the person's: a note each in a folder of the studio's own, as long as the
 * file is being written. After a kill the next start deletes what the notes name.
 */
export class PartialLedger {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  async note(partial: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#noteOf(partial), partial, 'utf8');
  }

  async forget(partial: string): Promise<void> {
    await rm(this.#noteOf(partial), { force: true });
  }

  #noteOf(partial: string): string {
    return join(this.#folder, createHash('sha256').update(partial).digest('hex').slice(0, 32));
  }
}

/**
 * Deletes the files that a ledger's notes name, and the notes. Only names that our half-written files have are deleted,
 * whatever a note says. A file that cannot be deleted now (its folder is not there: a disk that is not connected) keeps its note.
 */
export function sweepLedger(folder: string): void {
  let notes: string[];
  try {
    notes = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of notes) {
    const note = join(folder, name);
    try {
      const partial = readFileSync(note, 'utf8');
      // Its disk is not connected.
      if (!existsSync(dirname(partial))) continue;
      const file = basename(partial);
      if (file.startsWith('.') && file.endsWith('.part')) rmSync(partial, { force: true });
      rmSync(note, { force: true });
    } catch {
      // Tried again at the next start.
    }
  }
}
