import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Builds the inference host from the sources, as the app's own build does, into a folder of its own (inside the project, since
 * onnxruntime-node is found from there).
 */
export async function buildHost(): Promise<{ entry: string; remove: () => void }> {
  const parent = join(project, 'out', 'tests');
  mkdirSync(parent, { recursive: true });
  const outDir = mkdtempSync(join(parent, 'inference-host-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: project,
    ssr: { noExternal: true, external: ['onnxruntime-node'] },
    build: {
      ssr: join(project, 'main/inference/host.ts'),
      outDir,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'host.mjs' } },
    },
  });
  return { entry: join(outDir, 'host.mjs'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}
