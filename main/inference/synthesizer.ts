import type { ProviderName } from '../../preload/contract/settings';
import type { StageName } from '../../preload/contract/sound';
import { checkSound } from './check';
import { wrapFrames, type Frames } from './frames';
import {
  openGenerator,
  type Generator,
  positionsOfLoop,
  positionsWithin,
  steadyCondition,
} from './generator';
import { finishLevel } from './level';
import { closeSeam, planLoop } from './loop';
import { logMelFor } from './mel';
import { frameNoise, generatorNoise } from './noise';
import type { Manifest } from './manifest';
import type { Pack } from './pack';
import { inverseStft } from './stft';
import { openTextEncoder, type TextEncoder } from './text-encoder';
import { melFramesPerLatent, openVaeDecoder, openVaeEncoder, type VaeDecoder, type VaeEncoder } from './vae';
import { openVocoder, type Vocoder } from './vocoder';

export type TakeRequest = {
  readonly prompt: string;
  /** uint32 */
  readonly seed: number;
  /** seconds */
  readonly duration: number;
  readonly loop: boolean;
};

/** A finished sound: mono PCM at the pack's sample rate, and the latent [1, C, L] it was decoded from. */
export type Take = { readonly pcm: Float32Array; readonly latent: Frames };

/**
 * Called before each stage with how much of the take is done (0 to 1). The networks block the event loop, so this is where a cancel gets
 * in: a step that throws ends the take.
 */
export type Step = (stage: StageName, fraction: number) => Promise<void>;

export type Synthesizer = {
  readonly provider: ProviderName;
  /**
   * The same request, pack and provider give the same bits. Takes are made one by one: on the CPU a batch of eight measured no faster per
   * take (a network's rows already fill the cores), while single takes arrive sooner and can be cancelled between.
   * Throws StudioError `provider`, `output-check`, or whatever `step` throws.
   */
  take(request: TakeRequest, step: Step): Promise<Take>;
  /** Mono PCM at the pack's sample rate -> latent [1, C, ceil(mel frames / 4)]. */
  encode(pcm: Float32Array): Promise<Frames>;
  dispose(): Promise<void>;
};

/** Share of a 5 s take's time that has passed when a stage begins, as measured on two CPU cores. */
const startsAt = { text: 0, generator: 0.05, decoder: 0.15, vocoder: 0.35, checking: 0.95 } as const;

/** Samples of a sound: its duration to the nearest sample. */
export const samplesOf = (seconds: number, sampleRate: number): number => Math.round(seconds * sampleRate);

type Stages = {
  readonly textEncoder: TextEncoder;
  readonly generator: Generator;
  readonly vaeEncoder: VaeEncoder;
  readonly vaeDecoder: VaeDecoder;
  readonly vocoder: Vocoder;
};

async function openStages(pack: Pack, provider: ProviderName): Promise<Stages> {
  const opened: { dispose(): Promise<void> }[] = [];
  const open = async <T extends { dispose(): Promise<void> }>(
    stage: (pack: Pack, provider: ProviderName) => Promise<T>,
  ): Promise<T> => {
    const session = await stage(pack, provider);
    opened.push(session);
    return session;
  };
  try {
    return {
      textEncoder: await open(openTextEncoder),
      generator: await open(openGenerator),
      vaeEncoder: await open(openVaeEncoder),
      vaeDecoder: await open(openVaeDecoder),
      vocoder: await open(openVocoder),
    };
  } catch (thrown) {
    await Promise.all(opened.map((session) => session.dispose()));
    throw thrown;
  }
}

/** Opens every stage of a pack on one provider. Throws StudioError `model-pack`, or the runtime's error when the provider cannot start. */
export async function openSynthesizer(pack: Pack, provider: ProviderName): Promise<Synthesizer> {
  return createSynthesizer(pack.manifest, await openStages(pack, provider), provider);
}

function createSynthesizer(manifest: Manifest, stages: Stages, provider: ProviderName): Synthesizer {
  const { textEncoder, generator, vaeEncoder, vaeDecoder, vocoder } = stages;
  const ratio = melFramesPerLatent(manifest);

  /** Everything drawn or derived before the networks run, over the frames they will see. */
  const prepare = ({ seed, duration, loop }: TakeRequest, samples: number) => {
    const period = loop ? planLoop(samples, manifest).period : Math.ceil(samples / manifest.latent.hop);
    const noise = generatorNoise(seed, manifest.noise, period);
    const texture = frameNoise(seed, 'texture', manifest.noise.texture, period * ratio);
    if (!loop) {
      const position = positionsWithin(duration, period, manifest.latent.framesPerSecond);
      return { noise, texture, position, margin: 0, period };
    }
    const { margin, tail } = planLoop(samples, manifest);
    const frames = margin + period + tail;
    return {
      noise: wrapFrames(noise, -margin, frames),
      texture: wrapFrames(texture, -margin * ratio, frames * ratio),
      position: positionsOfLoop(frames),
      margin,
      period,
    };
  };

  return {
    provider,
    async take(request, step) {
      const samples = samplesOf(request.duration, manifest.sampleRate);
      await step('text', startsAt.text);
      const embedding = await textEncoder.embed(request.prompt);
      const { noise, texture, position, margin, period } = prepare(request, samples);

      await step('generator', startsAt.generator);
      const latent = await generator.run(noise, steadyCondition(embedding, noise.frames), position);
      await step('decoder', startsAt.decoder);
      const mel = await vaeDecoder.run(latent, texture);
      await step('vocoder', startsAt.vocoder);
      const spectrum = await vocoder.run(mel);
      const raw = inverseStft(spectrum.data, spectrum.frames);

      await step('checking', startsAt.checking);
      const start = margin * manifest.latent.hop;
      const pcm = request.loop ? closeSeam(raw, start, samples) : raw.slice(0, samples);
      finishLevel(pcm, !request.loop);
      checkSound(pcm);
      return { pcm, latent: wrapFrames(latent, margin, period) };
    },
    encode: (pcm) => vaeEncoder.run(logMelFor(pcm, ratio)),
    async dispose() {
      await Promise.all(Object.values(stages).map((stage) => stage.dispose()));
    },
  };
}
