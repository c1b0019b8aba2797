import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StudioError } from '../../preload/contract/errors';
import { InferenceEngine } from '../../main/inference/engine';
import { forkHost } from '../../main/inference/fork-host';
import { readPack } from '../../main/inference/pack';
import { openTextEncoder } from '../../main/inference/text-encoder';
import { medianOf, timesOf, type BenchRow } from './row';

const project = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const packFolder = process.env.GANMIX_PACK ?? project('models/ganmix-base');

const RUNS = 15;

/** Resident memory of a process in MB, now and at its peak; null where the system does not tell (/proc is Linux's). */
function memoryOf(pid: number): { now: number; peak: number } | null {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string): number =>
    Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** The engine as the window and the command line use it, over a process of its own: what a person waits for. */
async function measureEngine(): Promise<BenchRow[]> {
  let pid = 0;
  const engine = new InferenceEngine({
    spawn: () => {
      const host = forkHost(project('out/main/inference-host.js'));
      pid = host.pid ?? 0;
      return host;
    },
    packFolder,
    memoryFile: null,
    provider: 'cpu',
    unloadAfterMinutes: 60,
  });
  let job = 0;
  // A prompt never heard before each time: remembered embeddings would hide the text encoder.
  let refused = 0;
  const generate = (duration: number, takes: number): Promise<void> =>
    engine
      .generate(
        {
          jobId: `bench-${++job}`,
          prompt: `heavy rain on a tin roof, number ${job}`,
          seed: job,
          duration,
          takes,
          loop: false,
        },
        { onProgress: () => undefined, onTake: () => undefined },
      )
      .catch((thrown: unknown) => {
        // A take that is refused is looked at when it is finished: it has cost what any other costs.
        if (!(thrown instanceof StudioError) || thrown.tag !== 'output-check') throw thrown;
        refused += 1;
      });
  try {
    const started = performance.now();
    await engine.warm();
    const load = performance.now() - started;
    const single = await timesOf(() => generate(5, 1), RUNS, 3);
    const settled = memoryOf(pid);
    const batch = await timesOf(() => generate(5, 8), 3, 0);
    const long = await timesOf(() => generate(30, 1), 3, 1);
    const peak = memoryOf(pid);
    if (refused > 0) console.error(`${refused} of ${job} jobs had takes that were refused.`);
    const rows: BenchRow[] = [
      {
        name: '5 s of sound from a prompt, warm',
        median: medianOf(single),
        unit: 'ms',
        budget: 300,
        better: 'lower',
      },
      { name: '8 takes of 5 s', median: medianOf(batch), unit: 'ms', budget: 2400, better: 'lower' },
      {
        name: '30 s of sound from a prompt, warm',
        median: medianOf(long),
        unit: 'ms',
        budget: 1800,
        better: 'lower',
      },
      { name: 'models loaded, process and all', median: load, unit: 'ms', budget: 2000, better: 'lower' },
    ];
    if (settled)
      rows.push({
        name: 'inference process, 5 s sounds',
        median: settled.now,
        unit: 'MB',
        budget: 700,
        better: 'lower',
      });
    if (peak)
      rows.push({
        name: 'inference process, peak, 30 s sounds',
        median: peak.peak,
        unit: 'MB',
        budget: 700,
        better: 'lower',
      });
    return rows;
  } finally {
    await engine.dispose();
  }
}

async function measureTextEncoder(): Promise<BenchRow[]> {
  const encoder = await openTextEncoder(await readPack(packFolder), 'cpu');
  let prompt = 0;
  const text = await timesOf(() => encoder.embed(`heavy rain on a tin roof, number ${++prompt}`), RUNS, 3);
  await encoder.dispose();
  return [
    { name: 'text encoder, one prompt', median: medianOf(text), unit: 'ms', budget: 20, better: 'lower' },
  ];
}

export async function bench(): Promise<BenchRow[]> {
  return [...(await measureEngine()), ...(await measureTextEncoder())];
}
