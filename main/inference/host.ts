import { StudioError, toAppError } from '../../preload/contract/errors';
import type { GenerateRequest, Recipe } from '../../preload/contract/sound';
import { openHostPort } from './host-port';
import { readPack, type Pack } from './pack';
import { toHostSchema, type ProviderState, type ToHost } from './protocol';
import { chooseProvider, deviceName, type ProviderChoice } from './providers';
import { openSynthesizer, type Step, type Take } from './synthesizer';

/**
 * The inference host: a process of its own that holds the models. Networks block its event loop, and native code may end it; the engine in
 * main owns it and survives both. Requests are worked off in the order they come.
 */
const BEAT_MS = 1000;

const port = openHostPort();
const cancelled = new Set<string>();
let opened: { pack: Pack; choice: ProviderChoice } | null = null;
let work = Promise.resolve();

const stateOf = ({ synthesizer, providers }: ProviderChoice): ProviderState => ({
  provider: synthesizer.provider,
  device: deviceName(synthesizer.provider),
  providers,
});

/** Lets messages in: a cancel that waits in the channel is seen before the next network runs. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function open(message: Extract<ToHost, { type: 'open' }>): Promise<void> {
  try {
    const pack = await readPack(message.packFolder);
    const { provider: wanted, memoryFile, remeasure, avoid } = message;
    const choice = await chooseProvider(pack, { wanted, memoryFile, remeasure, avoid });
    opened = { pack, choice };
    const { id, name, version } = pack.manifest;
    port.send({ type: 'opened', pack: { id, name, version }, state: stateOf(choice) });
  } catch (thrown) {
    port.send({ type: 'openFailed', error: toAppError(thrown) });
  }
}

/** The same take on the CPU, when a provider that worked until now fails; it stays there. */
async function fallBack(reason: StudioError, again: () => Promise<Take>): Promise<Take> {
  if (!opened || reason.tag !== 'provider' || opened.choice.synthesizer.provider === 'cpu') throw reason;
  const { pack, choice } = opened;
  const failed = choice.synthesizer;
  const providers = choice.providers.filter(({ name }) => name !== failed.provider);
  providers.push({ name: failed.provider, state: 'failed', detail: reason.message, milliseconds: null });
  opened = { pack, choice: { synthesizer: await openSynthesizer(pack, 'cpu'), providers } };
  await failed.dispose();
  port.send({ type: 'provider', state: stateOf(opened.choice) });
  return again();
}

async function generate(request: GenerateRequest): Promise<void> {
  const { jobId, prompt, duration, loop, takes } = request;
  const started = performance.now();
  try {
    if (!opened) throw new StudioError('internal', 'The models are not loaded.', 'Try again.');
    for (let index = 0; index < takes; index++) {
      const seed = (request.seed + index) >>> 0;
      const step: Step = async (stage, fraction) => {
        port.send({ type: 'progress', jobId, stage, fraction: (index + fraction) / takes });
        await breathe();
        if (cancelled.has(jobId)) throw new StudioError('cancelled', 'The generation was cancelled.');
      };
      const make = (): Promise<Take> => {
        if (!opened) throw new StudioError('internal', 'The models are not loaded.', 'Try again.');
        return opened.choice.synthesizer.take({ prompt, seed, duration, loop }, step);
      };
      const take = await make().catch((thrown: unknown) => {
        if (thrown instanceof StudioError) return fallBack(thrown, make);
        throw thrown;
      });
      send(jobId, index, take, { prompt, seed, duration, loop });
    }
    port.send({ type: 'done', jobId, milliseconds: performance.now() - started });
  } catch (thrown) {
    port.send({ type: 'failed', jobId, error: toAppError(thrown) });
  } finally {
    cancelled.delete(jobId);
  }
}

type Asked = Pick<Recipe, 'prompt' | 'seed' | 'duration' | 'loop'>;

function send(jobId: string, index: number, { pcm, latent }: Take, asked: Asked): void {
  if (!opened) return;
  const { pack, choice } = opened;
  port.send({
    type: 'take',
    jobId,
    index,
    pcm,
    sampleRate: pack.manifest.sampleRate,
    latent: latent.data,
    latentShape: [latent.batch, latent.channels, latent.frames],
    recipe: {
      ...asked,
      packId: pack.manifest.id,
      packVersion: pack.manifest.version,
      packHash: pack.hash,
      provider: choice.synthesizer.provider,
    },
  });
}

port.onMessage((raw) => {
  const message = toHostSchema.parse(raw);
  if (message.type === 'cancel') cancelled.add(message.jobId);
  else if (message.type === 'open') work = work.then(() => open(message));
  else work = work.then(() => generate(message.request));
});

setInterval(() => port.send({ type: 'beat' }), BEAT_MS);
