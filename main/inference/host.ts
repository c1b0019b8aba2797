import { StudioError, toAppError } from '../../preload/contract/errors';
import type { GenerateRequest, Recipe } from '../../preload/contract/sound';
import { ActiveSynthesizer } from './active-synthesizer';
import { openHostPort } from './host-port';
import type { Manifest } from './manifest';
import { readPack } from './pack';
import { toHostSchema, type ToHost } from './protocol';
import { chooseProvider, openOnCpu } from './providers';
import type { Step, Take } from './synthesizer';

/**
 * The inference host: a process of its own that holds the models. Networks block its event loop, and native code may end it; the engine in
 * main owns it and survives both. Requests are worked off in the order they come.
 */
const BEAT_MS = 1000;

/** What a pack's sounds are labelled with, and what makes them. */
type Open = {
  readonly manifest: Manifest;
  readonly packHash: string;
  readonly synthesizer: ActiveSynthesizer;
};

const port = openHostPort();
const cancelled = new Set<string>();
let opened: Open | null = null;
let work = Promise.resolve();

/** Lets messages in: a cancel that waits in the channel is seen before the next network runs. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function open(message: Extract<ToHost, { type: 'open' }>): Promise<void> {
  const { packFolder, provider: wanted, memoryFile, remeasure, avoid } = message;
  try {
    const pack = await readPack(packFolder);
    const choice = await chooseProvider(pack, { wanted, memoryFile, remeasure, avoid });
    const synthesizer = new ActiveSynthesizer(
      choice,
      async () => openOnCpu(await readPack(packFolder)),
      (state) => port.send({ type: 'provider', state }),
    );
    const { id, name, version } = pack.manifest;
    opened = { manifest: pack.manifest, packHash: pack.hash, synthesizer };
    port.send({ type: 'opened', pack: { id, name, version }, state: synthesizer.state });
  } catch (thrown) {
    port.send({ type: 'openFailed', error: toAppError(thrown) });
  }
}

async function generate(request: GenerateRequest): Promise<void> {
  const { jobId, prompt, duration, loop, takes } = request;
  const started = performance.now();
  const refused: StudioError[] = [];
  try {
    if (!opened) throw new StudioError('internal', 'The models are not loaded.', 'Try again.');
    for (let index = 0; index < takes; index++) {
      const asked = { prompt, seed: (request.seed + index) >>> 0, duration, loop };
      const step: Step = async (stage, fraction) => {
        port.send({ type: 'progress', jobId, stage, fraction: (index + fraction) / takes });
        await breathe();
        if (cancelled.has(jobId)) throw new StudioError('cancelled', 'The generation was cancelled.');
      };
      try {
        sendTake(opened, jobId, index, await opened.synthesizer.take(asked, step), asked);
      } catch (thrown) {
        // One unusable take is no reason to withhold the others.
        if (!(thrown instanceof StudioError) || thrown.tag !== 'output-check') throw thrown;
        refused.push(thrown);
      }
    }
    const [first] = refused;
    if (first) throw takes === 1 ? first : severalRefused(refused.length, takes, first);
    port.send({ type: 'done', jobId, milliseconds: performance.now() - started });
  } catch (thrown) {
    port.send({ type: 'failed', jobId, error: toAppError(thrown) });
  } finally {
    cancelled.delete(jobId);
  }
}

const severalRefused = (count: number, takes: number, first: StudioError): StudioError =>
  new StudioError('output-check', `${count} of ${takes} takes were left out. ${first.message}`, first.remedy);

type Asked = Pick<Recipe, 'prompt' | 'seed' | 'duration' | 'loop'>;

function sendTake(from: Open, jobId: string, index: number, { pcm, latent }: Take, asked: Asked): void {
  const { manifest, packHash, synthesizer } = from;
  port.send({
    type: 'take',
    jobId,
    index,
    pcm,
    sampleRate: manifest.sampleRate,
    latent: latent.data,
    latentShape: [latent.batch, latent.channels, latent.frames],
    recipe: {
      ...asked,
      packId: manifest.id,
      packVersion: manifest.version,
      packHash,
      provider: synthesizer.state.provider,
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
