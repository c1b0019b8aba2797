import { cpSync, linkSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** The shipped pack; GANMIX_PACK names another one, so that a new pack can be tested before it is shipped. */
export const packFolder = process.env.GANMIX_PACK ?? join(project, 'models', 'ganmix-base');

/** A copy of the pack to be damaged; what is not replaced shares its bytes with the original. */
export function copyPack(changed: readonly string[]): { folder: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'ganmix-pack-'));
  const folder = join(root, 'pack');
  cpSync(packFolder, folder, { recursive: true, filter: (source) => statSync(source).isDirectory() });
  for (const entry of readdirSync(packFolder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const [from, to] = [join(packFolder, entry.name), join(folder, entry.name)];
    if (changed.includes(entry.name)) cpSync(from, to);
    else linkOrCopy(from, to);
  }
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Hard links do not cross file systems. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}
