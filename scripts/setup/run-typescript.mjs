import { createServer, createServerModuleRunner } from 'vite';
import { inRoot, root } from './root.mjs';

/**
 * Loads a TypeScript module of this checkout the way Vite does and calls its `main(args)`, whose number is the exit
 * code. For programs that are run from the sources and never shipped: `run-typescript.mjs e2e/bench/run.ts ARGS`.
 */
const [file, ...args] = process.argv.slice(2);
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const runner = createServerModuleRunner(server.environments.ssr);
const { main } = await runner.import(inRoot(file));
const code = await main(args);
await server.close();
// What a measured part still holds open (a port, a worker) must not keep the program alive.
process.exit(code);
