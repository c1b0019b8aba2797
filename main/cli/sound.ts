import { fileURLToPath } from 'node:url';
import { forkHost } from '../inference/fork-host';
import { runSound } from './run-sound';

/** Entry of `npm run sound`, built to out/main/sound.js beside the inference host; runs in plain Node. */
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

process.exitCode = await runSound(process.argv.slice(2), {
  spawn: () => forkHost(beside('inference-host.js')),
  packFolder: beside('../../models/ganmix-base'),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
});
