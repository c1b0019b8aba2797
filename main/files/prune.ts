import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;

/** Deletes what lies in a folder of the studio's own and was not changed for so many days. */
export async function pruneOld(folder: string, days: number, now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && now - found.mtimeMs > days * DAY_MS) await rm(path, { recursive: true, force: true });
  }
}
