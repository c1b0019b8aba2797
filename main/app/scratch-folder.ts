import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LEDGER_FOLDER, sweepLedger } from '../files/partial-ledger';

const NAME = /^ganmix-studio-(\d+)-/;

/**
 * A new folder for a run that keeps nothing. Chromium writes to it until its very end, after any code of ours could
 * delete it: so each run deletes those of runs that have ended.
 */
export function openScratchFolder(parent: string): string {
  for (const name of readdirSync(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      // A render that was killed noted here what it had begun in the person's folders.
      sweepLedger(join(parent, name, LEDGER_FOLDER));
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 2 });
    }
  }
  return mkdtempSync(join(parent, `ganmix-studio-${process.pid}-`));
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
