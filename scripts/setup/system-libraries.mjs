import { existsSync } from 'node:fs';
import { capture, run } from './child.mjs';
import { SetupError, say } from './report.mjs';

/** What Electron links to and a server image of Debian or Ubuntu lacks. */
const windowLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libdrm2',
  'libx11-xcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libxkbcommon0',
  'libcups2',
];
/** A display in memory, for tests and for machines without one. */
const virtualDisplay = ['xvfb', 'xauth'];

const isDebian = () =>
  process.platform === 'linux' && existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query');

/**
 * Of `names`, those that are not installed, under the name this release knows them by: since Ubuntu 24.04 and
 * Debian 13 several are called `…t64`.
 * @param {string} status lines of `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`
 */
export function missingPackages(names, status) {
  const installed = new Set();
  for (const line of status.split('\n')) {
    const [name, state] = line.split(' ');
    if (state === 'installed') installed.add(name);
  }
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** The shared libraries that the Electron executable cannot find, by file name: the test that holds on any Linux. */
async function unresolvedLibraries(executable) {
  const { code, output } = await capture('ldd', [executable]);
  if (code !== 0) return [];
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/** Whether `apt-cache policy` names a version of `name` that could be installed. */
export const hasPackageCandidate = (policy, name) => {
  const from = policy.split('\n').indexOf(`${name}:`);
  if (from < 0) return false;
  const candidate = policy
    .split('\n')
    .slice(from)
    .find((line) => line.includes('Candidate:'));
  return candidate !== undefined && !candidate.includes('(none)');
};

async function installWithApt(names) {
  say(`Installing system libraries: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  await run('apt-get', ['update', '-qq'], { env });
  const { output } = await capture('apt-cache', ['policy', ...names.map((name) => `${name}t64`)], { env });
  const packages = names.map((name) => (hasPackageCandidate(output, `${name}t64`) ? `${name}t64` : name));
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

/**
 * Makes sure that Electron can start and, with `display`, that Xvfb is there. As root on Debian or Ubuntu what is
 * missing is installed; elsewhere the exact command is named.
 */
export async function ensureSystemLibraries({ executable, display }) {
  if (process.platform !== 'linux') return;
  const wanted = [...windowLibraries, ...(display ? virtualDisplay : [])];
  if (!isDebian()) {
    const unresolved = await unresolvedLibraries(executable);
    if (unresolved.length === 0) return;
    throw new SetupError(
      `Electron needs libraries that this system lacks: ${unresolved.join(', ')}.`,
      'Install them with the package manager of this system. On Debian or Ubuntu they come with: ' +
        wanted.join(' '),
    );
  }
  const query = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n']);
  const missing = missingPackages(wanted, query.output);
  if (missing.length === 0) return;
  if (process.getuid() !== 0) {
    // A desktop may bring the same libraries in other packages: what Electron finds decides, not the list.
    const unresolved = await unresolvedLibraries(executable);
    const required = missing.filter((name) => display && virtualDisplay.includes(name));
    if (unresolved.length === 0 && required.length === 0) return;
    throw new SetupError(
      'System libraries are missing.',
      `Run this and try again:\n  sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`,
    );
  }
  if ((await installWithApt(missing)) !== 0) {
    throw new SetupError(
      'Installing the system libraries failed; the reason is in the lines above.',
      `Once that is solved, run the command again, or install them by hand:\n  apt-get install -y ${missing.join(' ')}`,
    );
  }
}
