import path from 'node:path';
import { hasDisplay } from './setup/display.mjs';
import { prepare } from './setup/prepare.mjs';
import { runScript, say } from './setup/report.mjs';
import { runStudio } from './setup/studio.mjs';

/** `npm start`: sets up what is missing and opens the studio; without a display, makes the demo soundscape as a file. */
await runScript(async () => {
  const visible = hasDisplay();
  await prepare({ display: !visible });
  if (visible) return runStudio(process.argv.slice(2));

  const file = path.resolve('ganmix-demo.wav');
  say(
    'There is no display here, so the studio cannot show its window. Making its demo soundscape as a file instead…',
  );
  const code = await runStudio(['--demo', '--out', file]);
  if (code === 0) say(`\nThe demo soundscape is in ${file}`);
  return code;
});
