import { arch, cpus, platform } from 'node:os';
import { env, listSupportedBackends } from 'onnxruntime-node';
import { StudioError } from '../../preload/contract/errors';
import type { InferenceStatus, ProviderName } from '../../preload/contract/settings';
import { readPack, type Pack } from './pack';
import { openProviderMemory } from './provider-memory';
import { inferenceThreads } from './session';
import { openSynthesizer, type Synthesizer } from './synthesizer';

export type ProviderReport = InferenceStatus['providers'][number];

/**
 * Another provider's output is right when its difference from the CPU's has at most a hundredth of the CPU's RMS (-40 dB): far below what
 * anyone hears, and above what summing in another order does to the vocoder's accumulated phase.
 */
export const PROVIDER_TOLERANCE = 0.01;

/** The order in which 'auto' tries what a platform may have; the CPU is always there. */
export function platformProviders(system: NodeJS.Platform): ProviderName[] {
  if (system === 'win32') return ['dml', 'webgpu'];
  if (system === 'darwin') return ['coreml', 'webgpu'];
  return ['cuda', 'webgpu'];
}

const titles: Record<ProviderName, string> = {
  cpu: 'CPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
};

/** What a provider that cannot start most likely lacks. */
const missing: Record<ProviderName, string> = {
  cpu: 'the runtime is damaged.',
  cuda: 'it needs an NVIDIA GPU and its CUDA libraries.',
  dml: 'it needs a GPU with DirectX 12.',
  coreml: 'it needs a Mac with Core ML.',
  webgpu: 'it needs a GPU and a driver that WebGPU supports.',
};

/** A provider as a person would name it. */
export function deviceName(provider: ProviderName): string {
  if (provider !== 'cpu') return titles[provider];
  return `CPU, ${inferenceThreads} ${inferenceThreads === 1 ? 'thread' : 'threads'}`;
}

/** One real generation, short enough to try several providers while a person waits. */
const PROBE = { prompt: 'heavy rain on a tin roof', seed: 1, duration: 2, loop: false } as const;

type Probe = { readonly pcm: Float32Array; readonly milliseconds: number };

async function probe(synthesizer: Synthesizer): Promise<Probe> {
  const step = async (): Promise<void> => undefined;
  // The first run compiles kernels and fills caches; the second is what a person will meet.
  await synthesizer.take(PROBE, step);
  const started = performance.now();
  const { pcm } = await synthesizer.take(PROBE, step);
  return { pcm, milliseconds: performance.now() - started };
}

/** RMS of the difference over RMS of the reference. */
export function relativeError(reference: Float32Array, candidate: Float32Array): number {
  if (reference.length !== candidate.length) return Infinity;
  let [difference, power] = [0, 0];
  for (let n = 0; n < reference.length; n++) {
    difference += (reference[n]! - candidate[n]!) ** 2;
    power += reference[n]! ** 2;
  }
  return Math.sqrt(difference / Math.max(power, Number.MIN_VALUE));
}

const reasonOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0] ?? '';

export type ProviderChoice = { readonly synthesizer: Synthesizer; readonly providers: ProviderReport[] };

export type ChoiceOptions = {
  readonly wanted: ProviderName | 'auto';
  /** JSON file for the result of 'auto'; null: nowhere */
  readonly memoryFile: string | null;
  /** a person has just chosen: what is remembered, and that a provider ended the process, does not count */
  readonly remeasure: boolean;
  /** providers that ended an earlier process while they worked */
  readonly avoid: readonly ProviderName[];
};

/**
 * Opens a pack on the provider a person wants, or on the fastest that gives the right output ('auto'). A provider that cannot start, fails or
 * gives another sound is passed over with the reason in its report; the CPU is the last resort. Each try names one provider alone, because
 * the runtime does not fall back by itself from one that cannot start.
 * Throws StudioError `model-pack` when the pack does not work on the CPU either.
 */
export async function chooseProvider(pack: Pack, options: ChoiceOptions): Promise<ProviderChoice> {
  const { wanted, memoryFile, remeasure, avoid } = options;
  if (wanted === 'cpu') return { synthesizer: await openOnCpu(pack), providers: [] };

  const key = [pack.hash, env.versions.node ?? '', platform(), arch(), cpus()[0]?.model ?? ''].join(' ');
  const memory = openProviderMemory(memoryFile, key);
  const known = memory.read();
  const auto = wanted === 'auto';
  if (auto && !remeasure && known.choice && !avoid.includes(known.choice)) {
    try {
      return { synthesizer: await openSynthesizer(pack, known.choice), providers: known.providers };
    } catch {
      // What worked once no longer starts (a driver is gone): everything is measured again below.
    }
  }

  const providers: ProviderReport[] = [];
  const cpu = await openOnCpu(pack);
  const reference = await probe(cpu);
  providers.push({
    name: 'cpu',
    state: 'works',
    detail: deviceName('cpu'),
    milliseconds: reference.milliseconds,
  });
  let best: { synthesizer: Synthesizer; milliseconds: number } = { synthesizer: cpu, ...reference };

  for (const name of auto ? platformProviders(platform()) : [wanted]) {
    const crashed = avoid.includes(name) || (!remeasure && known.trying === name);
    if (crashed) {
      providers.push({
        name,
        state: 'failed',
        detail: 'It ended the inference process.',
        milliseconds: null,
      });
      continue;
    }
    if (!memory.write({ choice: null, trying: name, providers })) {
      // Without the note, one that ends the process would end it at every start.
      providers.push({
        name,
        state: 'failed',
        detail: 'Not tried: the note of it could not be written. Is the disk full?',
        milliseconds: null,
      });
      continue;
    }
    const tried = await tryProvider(pack, name, reference);
    providers.push(tried.report);
    const faster = tried.synthesizer && (!auto || tried.milliseconds < best.milliseconds);
    const loser = faster ? best.synthesizer : tried.synthesizer;
    if (faster) best = { synthesizer: tried.synthesizer, milliseconds: tried.milliseconds };
    await loser?.dispose();
  }
  if (auto) memory.write({ choice: best.synthesizer.provider, trying: null, providers });
  else memory.write({ ...known, trying: null });
  return { synthesizer: best.synthesizer, providers };
}

/**
 * The CPU runs every sound pack: what fails here is the pack's fault.
 * Throws StudioError `model-pack`.
 */
export async function openOnCpu(pack: Pack): Promise<Synthesizer> {
  try {
    return await openSynthesizer(pack, 'cpu');
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    // The runtime opens the files by itself: since they were checked, one may have been taken away or written over.
    await readPack(pack.folder);
    throw new StudioError(
      'model-pack',
      `The model pack ${pack.name} cannot be opened: ${reasonOf(thrown)}`,
      'Use a pack made for this version of the studio, or reinstall it.',
    );
  }
}

type Tried =
  | { readonly report: ProviderReport; readonly synthesizer: Synthesizer; readonly milliseconds: number }
  | { readonly report: ProviderReport; readonly synthesizer: null };

async function tryProvider(pack: Pack, name: ProviderName, reference: Probe): Promise<Tried> {
  const passOver = (state: 'failed' | 'unavailable', detail: string, cause?: string): Tried => ({
    report: { name, state, detail, milliseconds: null, ...(cause && { cause }) },
    synthesizer: null,
  });
  if (!listSupportedBackends().some((backend) => backend.name === name)) {
    return passOver('unavailable', `${titles[name]} is not part of the runtime for ${platform()}.`);
  }
  let synthesizer: Synthesizer;
  try {
    synthesizer = await openSynthesizer(pack, name);
  } catch (thrown) {
    return passOver('unavailable', `${titles[name]} cannot start: ${missing[name]}`, reasonOf(thrown));
  }
  try {
    const { pcm, milliseconds } = await probe(synthesizer);
    const error = relativeError(reference.pcm, pcm);
    // Written so that an error of NaN is refused too.
    if (!(error <= PROVIDER_TOLERANCE)) {
      await synthesizer.dispose();
      return passOver(
        'failed',
        `${titles[name]} gives another sound than the CPU (relative error ${error.toPrecision(2)}).`,
      );
    }
    return {
      report: { name, state: 'works', detail: titles[name], milliseconds },
      synthesizer,
      milliseconds,
    };
  } catch (thrown) {
    await synthesizer.dispose();
    return passOver('failed', reasonOf(thrown));
  }
}
