import { StudioError } from '../../preload/contract/errors';
import type { InferenceStatus, ProviderName } from '../../preload/contract/settings';
import { generateRequestSchema, type GenerateRequest } from '../../preload/contract/sound';
import { HostLink, type Ending, type Opened } from './host-link';
import type { SpawnHost } from './host-process';
import { deferred, Job, JobQueue, type JobCallbacks } from './jobs';
import type { FromHost } from './protocol';
import { Respawn } from './respawn';

export type EngineOptions = {
  readonly spawn: SpawnHost;
  readonly packFolder: string;
  /** JSON file in which the result of 'auto' is remembered; null: nowhere */
  readonly memoryFile: string | null;
  readonly provider: ProviderName | 'auto';
  readonly unloadAfterMinutes: number;
};
export type EngineConfiguration = Pick<EngineOptions, 'provider' | 'unloadAfterMinutes'>;

/** A network that still runs this long after a cancel is ended with its process, so that a cancel takes half a second at most. */
const CANCEL_GRACE_MS = 400;

type Running = { readonly job: Job; readonly left: () => void; link: HostLink | null };

/**
 * What makes sounds for main, the command line and the tests. Owns the host process: starts it when first needed, ends it when nothing was
 * asked for a while, starts it again after a crash. One job runs at a time; one that fails never touches the next.
 */
export class InferenceEngine {
  readonly #options: EngineOptions;
  readonly #queue = new JobQueue();
  readonly #listeners = new Set<(status: InferenceStatus) => void>();
  readonly #respawn = new Respawn();
  /** providers that ended the process while they worked */
  readonly #avoid = new Set<ProviderName>();
  #configuration: EngineConfiguration;
  #link: HostLink | null = null;
  #starting: Promise<HostLink> | null = null;
  /** resolved when a host that was let go of is gone */
  #leaving: Promise<void> = Promise.resolve();
  #running: Running | null = null;
  #pumping = false;
  #outdated = false;
  #remeasure = false;
  #disposed = false;
  #unloadTimer: NodeJS.Timeout | undefined;
  #status: InferenceStatus = {
    state: 'idle',
    provider: null,
    device: '',
    lastGeneration: null,
    pack: null,
    providers: [],
    error: null,
  };

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#configuration = options;
  }

  status(): InferenceStatus {
    return this.#status;
  }

  /** Returns the function that stops listening. */
  onStatus(listener: (status: InferenceStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads the models ahead of the first request. Rejects with StudioError `model-pack` or `inference-crashed`. */
  async warm(): Promise<void> {
    await this.#ready();
    this.#armUnload();
  }

  /**
   * Makes `takes` sounds; take i has seed + i modulo 2^32. Resolves when all were handed to `onTake`. Rejects with a StudioError
   * (`invalid-input`, `busy`, `cancelled`, `model-pack`, `provider`, `output-check`, `inference-crashed`, `internal`); takes that were
   * handed over before stay good, and after `output-check` only the takes that failed it are missing.
   */
  async generate(request: GenerateRequest, callbacks: JobCallbacks): Promise<void> {
    const parsed = generateRequestSchema.safeParse(request);
    if (!parsed.success) {
      throw new StudioError('invalid-input', parsed.error.issues[0]?.message ?? 'The request is not valid.');
    }
    const { jobId } = parsed.data;
    if (this.#disposed) throw new StudioError('cancelled', 'The studio is closing.');
    if (this.#queue.has(jobId) || this.#running?.job.request.jobId === jobId) {
      throw new StudioError('invalid-input', `The job ${jobId} is already on its way.`);
    }
    const job = new Job(parsed.data, callbacks);
    this.#queue.add(job);
    job.progress('queued', 0);
    void this.#pump();
    return job.promise;
  }

  /** Acknowledged at once: the job's promise rejects with `cancelled`. False when there is no such job. */
  cancel(jobId: string): boolean {
    const waiting = this.#queue.remove(jobId);
    waiting?.cancel();
    if (waiting) return true;
    const running = this.#running;
    if (running?.job.request.jobId !== jobId || running.job.settled) return false;
    running.job.cancel();
    this.#abandon(running);
    return true;
  }

  /** A change of provider takes effect after the running job; what was remembered of it is measured anew. */
  configure(configuration: EngineConfiguration): void {
    const { provider } = this.#configuration;
    this.#configuration = configuration;
    this.#armUnload();
    if (provider === configuration.provider) return;
    this.#avoid.clear();
    this.#remeasure = true;
    this.#outdated = this.#link !== null;
    if (!this.#pumping) void this.#replaceOutdated();
  }

  /** Frees the models' memory now, unless something is being made; what is asked for next loads them again. */
  rest(): void {
    if (!this.#pumping && this.#status.state === 'ready') this.#letGo();
  }

  /** Ends the process and every job. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#listeners.clear();
    this.#respawn.stop();
    clearTimeout(this.#unloadTimer);
    for (let job = this.#queue.next(); job; job = this.#queue.next()) job.cancel();
    this.#running?.job.cancel();
    await this.#link?.end();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    clearTimeout(this.#unloadTimer);
    for (let job = this.#queue.next(); job; job = this.#queue.next()) {
      await this.#run(job);
      await this.#replaceOutdated();
    }
    this.#pumping = false;
    this.#armUnload();
  }

  async #run(job: Job): Promise<void> {
    const left = deferred<Ending>();
    const running: Running = { job, left: () => left.resolve({ expected: true }), link: null };
    this.#running = running;
    try {
      if (this.#status.state !== 'ready') job.progress('loading', 0);
      const link = await this.#ready();
      if (job.settled) return;
      running.link = link;
      this.#show({ state: 'working', error: null });
      link.send({ type: 'generate', request: job.request });
      const ending = await Promise.race([left.promise, link.ended]);
      job.fail(
        ending.expected ? new StudioError('cancelled', 'The sound engine was stopped.') : ending.error,
      );
    } catch (thrown) {
      job.fail(thrown);
    } finally {
      this.#running = null;
      if (this.#status.state === 'working') this.#show({ state: 'ready' });
    }
  }

  /** Tells the host to leave a job whose promise has settled; ends the process when it does not. */
  #abandon(running: Running): void {
    const { link } = running;
    if (!link) return;
    link.send({ type: 'cancel', jobId: running.job.request.jobId });
    setTimeout(() => {
      if (this.#running !== running || this.#disposed) return;
      void link.end().then(() => this.#ready().catch(() => undefined));
    }, CANCEL_GRACE_MS);
  }

  #onMessage(message: FromHost): void {
    if (message.type === 'provider') {
      this.#show(message.state);
      return;
    }
    const running = this.#running;
    if (!('jobId' in message) || running?.job.request.jobId !== message.jobId) return;
    const { job } = running;
    if (message.type === 'progress') {
      job.progress(message.stage, message.fraction);
    } else if (message.type === 'take') {
      const { index, pcm, sampleRate, latent, latentShape, recipe } = message;
      try {
        job.take(index, { pcm, sampleRate, latent, latentShape, recipe });
      } catch (thrown) {
        job.fail(thrown);
        this.#abandon(running);
      }
    } else if (message.type === 'failed') {
      job.fail(new StudioError(message.error.tag, message.error.message, message.error.remedy));
      running.left();
    } else {
      const { duration: seconds, takes } = job.request;
      this.#respawn.succeeded();
      this.#show({ lastGeneration: { milliseconds: message.milliseconds, seconds, takes } });
      job.finish();
      running.left();
    }
  }

  #letGo(): void {
    if (this.#link) this.#leaving = this.#link.end();
  }

  /** The open host, started if need be, no sooner than the back-off after a crash allows; never one that is leaving. */
  async #ready(): Promise<HostLink> {
    await this.#leaving;
    this.#starting ??= this.#start().catch((thrown: unknown) => {
      // Without a process there is no end of it that would clear the way for the next try.
      if (!this.#link) this.#starting = null;
      throw thrown;
    });
    return this.#starting;
  }

  async #start(): Promise<HostLink> {
    await this.#respawn.wait();
    if (this.#disposed) throw new StudioError('cancelled', 'The studio is closing.');
    this.#show({ state: 'loading', error: null });
    const { packFolder, memoryFile } = this.#options;
    const { provider } = this.#configuration;
    const link = new HostLink(
      this.#options.spawn,
      {
        type: 'open',
        packFolder,
        memoryFile,
        provider,
        remeasure: this.#remeasure,
        avoid: [...this.#avoid],
      },
      (message) => this.#onMessage(message),
    );
    this.#link = link;
    // Should this start end the process, the next one must know what it was trying.
    this.#remeasure = false;
    void link.ended.then((ending) => this.#onEnded(ending));
    let opened: Opened;
    try {
      opened = await link.opened;
    } catch (thrown) {
      // A pack that cannot be opened ends its host on purpose; a crash is told by `ended`. Either way the error is shown.
      this.#show({ error: thrown instanceof Error ? thrown.message : String(thrown) });
      throw thrown;
    }
    this.#show({ state: 'ready', pack: opened.pack, ...opened.state });
    return link;
  }

  #onEnded(ending: Ending): void {
    this.#link = null;
    this.#starting = null;
    if (this.#disposed) return;
    if (ending.expected) {
      this.#show({ state: 'idle' });
      return;
    }
    const { provider } = this.#status;
    if (this.#running?.link && provider && provider !== 'cpu') this.#avoid.add(provider);
    this.#show({ state: 'down', error: ending.error.message });
    this.#respawn.crashed(() => void this.#ready().catch(() => undefined));
  }

  async #replaceOutdated(): Promise<void> {
    if (!this.#outdated || !this.#link) return;
    this.#outdated = false;
    await this.#link.end();
    void this.#ready().catch(() => undefined);
  }

  #armUnload(): void {
    clearTimeout(this.#unloadTimer);
    if (this.#pumping || this.#disposed) return;
    this.#unloadTimer = setTimeout(() => this.#letGo(), this.#configuration.unloadAfterMinutes * 60_000);
    this.#unloadTimer.unref();
  }

  #show(change: Partial<InferenceStatus>): void {
    if (this.#disposed) return;
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener(this.#status);
  }
}
