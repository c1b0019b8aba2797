import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary';
import { openScratchFolder } from './scratch-folder';

/** Name of the scratch folder that a process left which has ended. */
async function left(parent: string): Promise<string> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  const name = `ganmix-studio-${child.pid}-abc`;
  await mkdir(join(parent, name));
  return name;
}

it('a scratch folder goes when the process it belonged to has ended', async () => {
  const parent = await temporaryFolder();
  await left(parent);
  await mkdir(join(parent, 'ganmix-studio-notes'));
  const first = openScratchFolder(parent);
  const second = openScratchFolder(parent);
  expect((await readdir(parent)).sort()).toEqual(
    [basename(first), basename(second), 'ganmix-studio-notes'].sort(),
  );
});

// Only root may give a folder away.
it.runIf(process.getuid?.() === 0)('somebody else’s is left alone', async () => {
  const parent = await temporaryFolder();
  const name = await left(parent);
  await chown(join(parent, name), 65_534, 65_534);
  const mine = openScratchFolder(parent);
  expect((await readdir(parent)).sort()).toEqual([basename(mine), name].sort());
});
