import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { basename, join } from 'node:path';
import { build } from 'vite';

/** Bundles a TypeScript program for a process of its own, into `folder`; returns the JavaScript file. */
export async function bundleProgram(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'program.mjs', codeSplitting: false } },
    },
  });
  return join(folder, 'program.mjs');
}

/** Starts a bundled program with the Node that runs the test; `onLine` gets each line it prints. */
export function startProgram(
  program: string,
  args: readonly string[],
  onLine: (line: string) => void,
): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', onLine);
  return child;
}

/** Resolves with how the process ended; never rejects. */
export const ended = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code} of ${basename(child.spawnfile)}`)),
  );
