import { prepare } from './setup/prepare.mjs';
import { runScript } from './setup/report.mjs';
import { inRoot } from './setup/root.mjs';
import { runInElectronNode } from './setup/studio.mjs';

/** `npm run sound -- "heavy rain on a tin roof" --duration 5 --out rain.wav`: see main/cli for the options. */
await runScript(async () => {
  await prepare();
  return runInElectronNode(inRoot('out', 'main', 'sound.js'), process.argv.slice(2));
});
