import type { EventPayload } from '../../preload/contract/contract';
import type { GenerateRequest, Sound } from '../../preload/contract/sound';
import type { GeneratedTake, JobCallbacks } from '../inference/jobs';
import type { Library } from '../library/library';

/** What generation needs of the inference engine. */
export type TakeMaker = {
  generate(request: GenerateRequest, callbacks: JobCallbacks): Promise<unknown>;
  cancel(jobId: string): boolean;
};

export type GenerationEvents = {
  progress(payload: EventPayload<'sound.progress'>): void;
  take(payload: EventPayload<'sound.take'>): void;
};

/** Makes sounds and keeps them: every take is in the library before anybody hears of it. */
export class Generation {
  readonly #engine: TakeMaker;
  readonly #library: Library;
  readonly #events: GenerationEvents;

  constructor(engine: TakeMaker, library: Library, events: GenerationEvents) {
    this.#engine = engine;
    this.#library = library;
    this.#events = events;
  }

  /**
   * The sounds of one request, in the order of their seeds. Takes finished before a failure or a cancel stay in the
   * library. A take that cannot be stored (the disk is full) ends the job with that error: the rest could not be either.
   */
  async generate(request: GenerateRequest): Promise<Sound[]> {
    const { jobId } = request;
    const stored: Promise<Sound>[] = [];
    const made = this.#engine.generate(request, {
      onProgress: (stage, fraction) => this.#events.progress({ jobId, stage, fraction }),
      onTake: (index, take) => {
        const storing = this.#store(take).then((sound) => {
          this.#events.take({ jobId, index, sound });
          return sound;
        });
        storing.catch(() => this.#engine.cancel(jobId));
        stored[index] = storing;
      },
    });
    const [outcome] = await Promise.allSettled([made]);
    this.#events.progress({ jobId, stage: 'storing', fraction: 1 });
    // A failure to store comes first: the cancel that it caused is not what the person needs to read.
    const sounds = await Promise.all(stored);
    if (outcome.status === 'rejected') throw outcome.reason;
    return sounds;
  }

  /** False when no such job is waiting or running. */
  cancel(jobId: string): boolean {
    return this.#engine.cancel(jobId);
  }

  #store({
    pcm,
    sampleRate,
    latent,
    latentShape: [, channels, frames],
    recipe,
  }: GeneratedTake): Promise<Sound> {
    return this.#library.add({
      name: recipe.prompt.trim(),
      recipe,
      pcm: { sampleRate, channels: [pcm] },
      latent: { channels, frames, data: latent },
    });
  }
}
