import { run } from './setup/child.mjs';
import { electronPath } from './setup/electron-runtime.mjs';
import { runScript } from './setup/report.mjs';
import { inRoot } from './setup/root.mjs';

/** Vitest inside Electron's own Node: `npm run test:unit -- main/project` runs one folder. */
await runScript(() =>
  run(electronPath, [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  }),
);
