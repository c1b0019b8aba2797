import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './setup/child.mjs';
import { hasDisplay } from './setup/display.mjs';
import { prepare } from './setup/prepare.mjs';
import { SetupError, runScript, say } from './setup/report.mjs';
import { inRoot } from './setup/root.mjs';
import { runStudio } from './setup/studio.mjs';

const folders = {
  linux: 'linux-unpacked',
  win32: 'win-unpacked',
  darwin: 'mac/GANmix Studio.app/Contents/MacOS',
};
const names = { linux: 'ganmix-studio', win32: 'ganmix-studio.exe', darwin: 'GANmix Studio' };

/**
 * `npm run package`: the studio as a folder that runs without Node or npm, in release/. The packaged program then
 * makes its demo soundscape: models and native libraries are easily lost on the way into a package.
 */
await runScript(async () => {
  await prepare({ display: !hasDisplay() });
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const code = await run(process.execPath, [
    builder,
    '--dir',
    '--publish',
    'never',
    ...process.argv.slice(2),
  ]);
  if (code !== 0) throw new SetupError('Packaging failed; the reason is in the lines above.');

  const program = inRoot('release', folders[process.platform], names[process.platform]);
  if (!existsSync(program)) throw new SetupError(`The package holds no ${program}.`);
  const scratch = mkdtempSync(path.join(tmpdir(), 'ganmix-package-'));
  try {
    const file = path.join(scratch, 'demo.wav');
    say('Making the demo soundscape with the packaged studio…');
    const made = await runStudio(['--demo', '--out', file], program);
    if (made !== 0 || !existsSync(file)) throw new SetupError('The packaged studio could not make a sound.');
    say(
      `It works: ${(statSync(file).size / 1e6).toFixed(1)} MB of sound. The package is ${path.dirname(program)}`,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
