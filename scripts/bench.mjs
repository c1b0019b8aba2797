import path from 'node:path';
import { withVirtualDisplay } from './setup/display.mjs';
import { prepare } from './setup/prepare.mjs';
import { runScript } from './setup/report.mjs';
import { inRoot } from './setup/root.mjs';
import { runInElectronNode } from './setup/studio.mjs';

/** `npm run bench [-- FILTER] [-- --json FILE]`: every figure the studio has a budget for, in one table. */
await runScript(async () => {
  await prepare({ display: true });
  const args = process.argv.slice(2);
  const json = args.indexOf('--json');
  if (json >= 0 && args[json + 1]) args[json + 1] = path.resolve(args[json + 1]);
  const start = (env) =>
    runInElectronNode(inRoot('scripts', 'setup', 'run-typescript.mjs'), ['e2e/bench/run.ts', ...args], env);
  return process.platform === 'linux' ? withVirtualDisplay(start) : start(process.env);
});
