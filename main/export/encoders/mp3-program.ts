import { execFile, type ExecFileException } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { StudioError } from '../../../preload/contract/errors';

/**
 * A program of this machine that writes MP3. Every MP3 encoder worth its name is LGPL, so none is shipped; the person's
 * own is used where there is one.
 */
export type Mp3Program = { readonly kind: 'ffmpeg' | 'lame'; readonly path: string };

/** Where package managers put programs that a studio started from the desktop does not find on its PATH. */
const USUAL_FOLDERS = ['/usr/local/bin', '/opt/homebrew/bin', '/usr/bin'];

const remedies: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Install ffmpeg, for example with “brew install ffmpeg”, or choose FLAC or Ogg Opus.',
  win32: 'Install ffmpeg, for example with “winget install ffmpeg”, or choose FLAC or Ogg Opus.',
};
export const mp3Remedy =
  remedies[process.platform] ??
  'Install ffmpeg, for example with “sudo apt install ffmpeg”, or choose FLAC or Ogg Opus.';

/** ffmpeg first: its tags are Unicode wherever it runs. `searchPath` as in PATH. */
export async function findMp3Program(searchPath = process.env.PATH ?? ''): Promise<Mp3Program | null> {
  // A relative folder would mean whatever the studio was started in.
  const folders = [...searchPath.split(delimiter).filter(isAbsolute), ...USUAL_FOLDERS];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const kind of ['ffmpeg', 'lame'] as const) {
    for (const folder of new Set(folders)) {
      const path = join(folder, `${kind}${suffix}`);
      if ((await executable(path)) && (kind === 'lame' || (await hasLame(path)))) return { kind, path };
    }
  }
  return null;
}

/** As `findMp3Program`; throws `not-found` when there is none. */
export async function requireMp3Program(searchPath?: string): Promise<Mp3Program> {
  const program = await findMp3Program(searchPath);
  if (program) return program;
  throw new StudioError('not-found', 'No program that writes MP3 was found on this machine.', mp3Remedy);
}

const executable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Some builds of ffmpeg leave libmp3lame out. */
const hasLame = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(
      path,
      ['-hide_banner', '-h', 'encoder=libmp3lame'],
      { windowsHide: true },
      (error: ExecFileException | null, said) => resolve(!error && said.includes('Encoder libmp3lame')),
    );
  });
