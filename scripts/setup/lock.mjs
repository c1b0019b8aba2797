import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './report.mjs';
import { inRoot } from './root.mjs';

// In out/, not in node_modules: `npm ci` empties node_modules while the lock is held.
const checkoutLock = inRoot('out', '.setup.lock');

function holder(lockFile) {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? -1 : null;
  }
}

/**
 * Runs `work` while no other setup of this checkout runs: two terminals started at once install once.
 * A lock whose owner is dead is taken over.
 */
export async function withSetupLock(work, lockFile = checkoutLock) {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  for (let waited = false; ;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = holder(lockFile);
    if (pid === null) {
      rmSync(lockFile, { force: true });
      continue;
    }
    if (!waited) say(`Another setup of this checkout is running (process ${pid}); waiting for it.`);
    waited = true;
    await sleep(500);
  }
  const release = () => rmSync(lockFile, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
