import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { documentSchema } from '../../preload/contract/document';
import { readJsonFile, writeJsonFile } from '../files/json-file';

const entrySchema = z.object({
  document: documentSchema,
  /** the project's file; null when it has none yet */
  path: z.string().nullable(),
});
export type JournalEntry = z.infer<typeof entrySchema>;

/**
 * The work that is in no project file yet, written after every edit. It exists exactly while there is unsaved work, so
 * finding one at launch means that the studio was killed, crashed, or lost power.
 */
export class Journal {
  readonly #file: string;
  /** Edits come faster than a slow disk writes: only the newest state waits, and nothing is written out of order. */
  #next: JournalEntry | 'clear' | null = null;
  #writing: Promise<void> | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  read(): Promise<JournalEntry | null> {
    return readJsonFile(this.#file, entrySchema).then((stored) =>
      stored.state === 'read' ? stored.value : null,
    );
  }

  /** Resolves when this state, or a newer one, is on disk. */
  write(entry: JournalEntry): Promise<void> {
    return this.#put(entry);
  }

  /** Nothing is unsaved any more. */
  clear(): Promise<void> {
    return this.#put('clear');
  }

  /** Resolves when nothing waits to be written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #put(next: JournalEntry | 'clear'): Promise<void> {
    this.#next = next;
    this.#writing ??= this.#drain().finally(() => (this.#writing = null));
    return this.#writing;
  }

  async #drain(): Promise<void> {
    while (this.#next !== null) {
      const next = this.#next;
      this.#next = null;
      if (next === 'clear') await rm(this.#file, { force: true });
      else await writeJsonFile(this.#file, next, 'Your work could not be kept for recovery');
    }
  }
}
