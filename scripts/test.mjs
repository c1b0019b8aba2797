import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './check.mjs';
import { run } from './setup/child.mjs';
import { withVirtualDisplay } from './setup/display.mjs';
import { electronPath } from './setup/electron-runtime.mjs';
import { prepare } from './setup/prepare.mjs';
import { SetupError, runScript, say } from './setup/report.mjs';
import { inRoot, readJson } from './setup/root.mjs';

const usage = `npm test                        everything
npm test -- --quick             types, lint, formatting and unit tests
npm test -- --only e2e          one part: check, unit or e2e (may be repeated)
npm test -- --only unit FILTER  the files whose path contains FILTER`;

/** A runner that ended without a report has failed, whatever it had run until then. */
const crashed = (name) => {
  say(`The ${name} runner ended without a report.`);
  return { passed: 0, failed: 1 };
};

/** A run whose exit code and report disagree (an unhandled error outside any test) counts as one failure more. */
const agree = (code, { passed, failed }) => ({ passed, failed: code !== 0 && failed === 0 ? 1 : failed });

async function unit(reports, filters) {
  const report = path.join(reports, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(
    electronPath,
    [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...filters],
    {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    },
  );
  const result = readJson(report);
  if (!result) return crashed('unit test');
  // A file that cannot even be loaded has no tests to count, but it has failed.
  const unloadable = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return agree(code, { passed: result.numPassedTests, failed: result.numFailedTests + unloadable.length });
}

async function e2e(reports, filters) {
  const report = path.join(reports, 'e2e.json');
  const cli = inRoot('node_modules', '@playwright', 'test', 'cli.js');
  const start = (env) =>
    run(process.execPath, [cli, 'test', '--reporter=list,json', ...filters], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
  // In memory even where there is a display: the same window size everywhere, and nothing pops up over someone's work.
  const code = await (process.platform === 'linux' ? withVirtualDisplay(start) : start(process.env));
  const stats = readJson(report)?.stats;
  if (!stats) return crashed('end-to-end test');
  return agree(code, { passed: stats.expected + stats.flaky, failed: stats.unexpected });
}

const parts = { check, unit, e2e };

await runScript(async () => {
  let options;
  try {
    options = parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true } },
    });
  } catch (error) {
    throw new SetupError(error.message, usage);
  }
  const { quick, only } = options.values;
  const chosen = only ?? (quick ? ['check', 'unit'] : Object.keys(parts));
  const unknown = chosen.find((name) => !(name in parts));
  if (unknown) throw new SetupError(`There is no part called ${unknown}.`, usage);

  await prepare({ display: chosen.includes('e2e') });
  const reports = mkdtempSync(path.join(tmpdir(), 'ganmix-test-'));
  const total = { passed: 0, failed: 0 };
  try {
    for (const name of chosen) {
      say(`\n— ${name} —`);
      const { passed, failed } = await parts[name](reports, options.positionals);
      total.passed += passed;
      total.failed += failed;
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});
