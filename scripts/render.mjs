import path from 'node:path';
import { parseArgs } from 'node:util';
import { hasDisplay } from './setup/display.mjs';
import { prepare } from './setup/prepare.mjs';
import { SetupError, runScript } from './setup/report.mjs';
import { runStudio } from './setup/studio.mjs';

const usage = 'npm run render -- project.gmix --out mix.wav [--format 24|16|32f] [--rate 44100|48000]';

/** `npm run render`: the mix of a saved project as the window would export it. Values are checked by the studio. */
await runScript(async () => {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { out: { type: 'string' }, format: { type: 'string' }, rate: { type: 'string' } },
    });
  } catch (error) {
    throw new SetupError(error.message, usage);
  }
  const { positionals, values } = parsed;
  if (positionals.length !== 1 || !values.out)
    throw new SetupError('Name one project and a file to write.', usage);

  await prepare({ display: !hasDisplay() });
  const options = ['format', 'rate'].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []));
  return runStudio(['--render', path.resolve(positionals[0]), '--out', path.resolve(values.out), ...options]);
});
