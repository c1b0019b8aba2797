import { createRequire } from 'node:module';
import path from 'node:path';
import { progressLine } from './report.mjs';
import { inRoot } from './root.mjs';

// A network that drops packets silently would otherwise hold the setup for minutes before the fallback is tried.
const FIRST_BYTE_MS = 10_000;
const STALL_MS = 30_000;

/**
 * Fetches the official release that the electron package names, checked against the sha256 that the package ships,
 * and unpacks it. ELECTRON_MIRROR and the other variables of @electron/get are respected.
 * @returns {Promise<string>} the unpacked folder
 */
export async function downloadOfficial({ version, workDir }) {
  const require = createRequire(inRoot('node_modules', 'electron', 'package.json'));
  const { downloadArtifact, initializeProxy } = await import(require.resolve('@electron/get'));
  if (process.env.HTTPS_PROXY || process.env.https_proxy) initializeProxy();

  const progress = progressLine('  downloading');
  const gate = new AbortController();
  const stop = (why) => () => gate.abort(new Error(why));
  let timer = setTimeout(stop(`no answer within ${FIRST_BYTE_MS / 1000} s`), FIRST_BYTE_MS);
  let started = false;
  try {
    const zip = await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: require('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: gate.signal,
        getProgressCallback({ percent }) {
          clearTimeout(timer);
          timer = setTimeout(stop(`the download stood still for ${STALL_MS / 1000} s`), STALL_MS);
          started = true;
          progress.update(percent);
        },
      },
    });
    clearTimeout(timer);
    const folder = path.join(workDir, 'official');
    await require('extract-zip')(zip, { dir: folder });
    return folder;
  } catch (error) {
    const cause = error.cause?.message ? `${error.message}: ${error.cause.message}` : error.message;
    throw new Error(cause, { cause: error });
  } finally {
    clearTimeout(timer);
    if (started) progress.end();
  }
}
