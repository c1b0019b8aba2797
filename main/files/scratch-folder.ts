import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LEDGER_FOLDER, sweepLedger } from './partial-ledger';

const NAME = /^ganmix-studio-(\d+)-/;

/**
 * A new folder for work that keeps nothing, in a folder that other programs and people may share. Chromium writes to it
 * until its very end, after any code of ours could delete it, and a kill leaves it: so each call deletes those of this
 * person's processes that have ended.
 */
export function openScratchFolder(parent: string): string {
  for (const name of readdirSync(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) sweep(join(parent, name));
  }
  return mkdtempSync(join(parent, `ganmix-studio-${process.pid}-`));
}

function sweep(folder: string): void {
  try {
    // Somebody else's may not be deleted, and their notes name files that are no business of ours.
    if (lstatSync(folder).uid !== (process.getuid?.() ?? 0)) return;
    // A render that was killed noted here what it had begun in the person's folders.
    sweepLedger(join(folder, LEDGER_FOLDER));
    rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
  } catch {
    // Tried again by the next one.
  }
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Somebody else's process may not be signalled, but it runs.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
