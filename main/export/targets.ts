import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';

/**
 * Paths for several files in one folder. When some are taken, `ask` decides: replace them, keep both (the new ones get a
 * number), or null to give up. Names that differ only in case count as one, as they do on macOS and Windows.
 */
export async function placeFiles(
  folder: string,
  files: readonly string[],
  ask: (taken: readonly string[]) => Promise<'replace' | 'keep' | null>,
): Promise<string[] | null> {
  const present = new Set((await readdir(folder).catch(() => [])).map((name) => name.toLowerCase()));
  const taken = files.filter((file) => present.has(file.toLowerCase()));
  const answer = taken.length === 0 ? 'replace' : await ask(taken);
  if (answer === null) return null;
  const used = answer === 'keep' ? present : new Set<string>();
  return files.map((file) => join(folder, unused(file, used)));
}

/** "a.wav", or "a 2.wav" and so on when that is used; what is returned is used from now on. */
function unused(file: string, used: Set<string>): string {
  const { name, ext } = parse(file);
  let candidate = file;
  for (let number = 2; used.has(candidate.toLowerCase()); number += 1) candidate = `${name} ${number}${ext}`;
  used.add(candidate.toLowerCase());
  return candidate;
}
