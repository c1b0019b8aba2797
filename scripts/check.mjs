import { capture } from './setup/child.mjs';
import { runScript, say } from './setup/report.mjs';
import { inRoot } from './setup/root.mjs';

const bin = (...parts) => inRoot('node_modules', ...parts);
// What has not changed is not looked at again: a fresh clone has neither cache and looks at everything.
const buildInfo = bin('.cache', 'tsc.tsbuildinfo');
const lintCache = ['--cache', '--cache-strategy', 'content', '--cache-location', bin('.cache', 'eslint')];
const steps = [
  {
    name: 'types',
    script: bin('typescript', 'bin', 'tsc'),
    args: ['-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', buildInfo],
  },
  {
    name: 'lint',
    script: bin('eslint', 'bin', 'eslint.js'),
    args: ['.', '--max-warnings', '0', ...lintCache],
  },
  {
    name: 'format',
    script: bin('prettier', 'bin', 'prettier.cjs'),
    args: ['--check', '--log-level', 'warn', '.'],
  },
];

/**
 * Types, lint and formatting, side by side.
 * @returns {Promise<{ passed: number, failed: number }>} one count a step
 */
export async function check() {
  const results = await Promise.all(
    steps.map(async ({ name, script, args }) => {
      const { code, output } = await capture(process.execPath, [script, ...args]);
      say(`${code === 0 ? '✓' : '✗'} ${name}`);
      if (code !== 0) process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
      return code === 0;
    }),
  );
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

if (process.argv[1] === inRoot('scripts', 'check.mjs')) {
  await runScript(async () => ((await check()).failed === 0 ? 0 : 1));
}
