import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What runs in Node: the studio's main process, the inference process that it owns (Electron starts a utility process
 * from a file of its own), and the command line.
 */
const mainEntries = {
  index: at('main/index.ts'),
  'inference-host': at('main/inference/host.ts'),
  sound: at('main/cli/sound.ts'),
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Native code cannot be bundled. Everything else is, so the packaged app carries one package of node_modules.
      externalizeDeps: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(mainEntries).filter(([, file]) => existsSync(file))),
        external: ['onnxruntime-node'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script is one CommonJS file: it can require nothing but Electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: at('preload/index.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      rolldownOptions: { input: at('renderer/index.html') },
      // One window on a local disk: fewer, larger files start faster than many small ones.
      chunkSizeWarningLimit: 4000,
    },
  },
});
