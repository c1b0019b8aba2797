import { prepare } from './setup/prepare.mjs';
import { hasDisplay } from './setup/display.mjs';
import { runScript } from './setup/report.mjs';
import { inRoot } from './setup/root.mjs';
import { runStudio } from './setup/studio.mjs';

/**
 * `npm run demo`: makes the demo project that the studio ships from its prompts (main/demo/scene.ts), with the models in
 * models/. To be run, and its result committed, whenever either changes.
 */
await runScript(async () => {
  await prepare({ display: !hasDisplay() });
  return runStudio(['--demo-project', inRoot('resources', 'demo', 'demo.gmix')]);
});
