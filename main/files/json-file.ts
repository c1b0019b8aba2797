import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { errorCode, onDisk } from './disk-error';
import { writeFileAtomic } from './atomic-file';

/** What a stored file says: its value, that there is none, or that it was damaged and put out of the way. */
export type Stored<T> =
  { state: 'read'; value: T } | { state: 'absent' } | { state: 'damaged'; movedTo: string };

/**
 * Reads and parses a small JSON file of the studio's own. One that does not parse is renamed, never deleted: what is in
 * it may still be worth something to a person.
 */
export async function readJsonFile<S extends z.ZodType>(
  file: string,
  schema: S,
): Promise<Stored<z.output<S>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return { state: 'absent' };
    throw thrown;
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return { state: 'read', value: parsed.data };
  const movedTo = `${file}.damaged-${Date.now()}`;
  await rename(file, movedTo);
  return { state: 'damaged', movedTo };
}

export const writeJsonFile = (file: string, value: unknown, what: string): Promise<void> =>
  onDisk(what, () => writeFileAtomic(file, JSON.stringify(value, null, 2)));

/** Undefined for text that is no JSON: no schema of ours accepts that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
