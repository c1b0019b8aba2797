import { capture } from './setup/child.mjs';
import { runScript, say } from './setup/report.mjs';
import { inRoot } from './setup/root.mjs';

const bin = (...parts) => inRoot('node_modules', ...parts);
// Types are checked again only where something has changed.
const buildInfo = bin('.cache', 'tsc.tsbuildinfo');
const steps = [
  {
    name: 'types',
    script: bin('typescript', 'bin', 'tsc'),
    args: ['-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', buildInfo],
  },
  { name: 'lint', script: bin('eslint', 'bin', 'eslint.js'), args: ['.', '--max-warnings', '0'] },
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
