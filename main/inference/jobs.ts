import { StudioError, toAppError, type AppError } from '../../preload/contract/errors';
import type { GenerateRequest, Recipe, StageName } from '../../preload/contract/sound';

/** One finished take, as the engine hands it on. */
export type GeneratedTake = {
  /** mono, full scale ±1 */
  readonly pcm: Float32Array;
  /** Hz */
  readonly sampleRate: number;
  /** [1, channels, frames], row-major */
  readonly latent: Float32Array;
  readonly latentShape: readonly [number, number, number];
  readonly recipe: Recipe;
};

export type JobCallbacks = {
  /** `fraction`: 0 to 1 over the whole job */
  onProgress(stage: StageName, fraction: number): void;
  onTake(index: number, take: GeneratedTake): void;
};

/** One request on its way. It settles once; whatever is said to it later is dropped. */
export class Job {
  readonly request: GenerateRequest;
  readonly promise: Promise<undefined>;
  #callbacks: JobCallbacks | null;
  #settle: { resolve: (value: undefined) => void; reject: (error: StudioError) => void };

  constructor(request: GenerateRequest, callbacks: JobCallbacks) {
    this.request = request;
    this.#callbacks = callbacks;
    const { promise, resolve, reject } = deferred<undefined>();
    this.promise = promise;
    this.#settle = { resolve, reject };
  }

  get settled(): boolean {
    return this.#callbacks === null;
  }

  progress(stage: StageName, fraction: number): void {
    this.#callbacks?.onProgress(stage, fraction);
  }

  take(index: number, take: GeneratedTake): void {
    this.#callbacks?.onTake(index, take);
  }

  finish(): void {
    this.#callbacks = null;
    this.#settle.resolve(undefined);
  }

  fail(thrown: unknown): void {
    this.#callbacks = null;
    this.#settle.reject(asStudioError(toAppError(thrown)));
  }

  cancel(): void {
    this.fail(new StudioError('cancelled', 'The generation was cancelled.'));
  }
}

/** Requests waiting beyond this are a mistake, not impatience. */
const QUEUE_MAX = 64;

/** First come, first served; one at a time, since the host computes with every core. */
export class JobQueue {
  readonly #waiting: Job[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  /** Throws StudioError `busy` when too many wait. */
  add(job: Job): void {
    if (this.#waiting.length >= QUEUE_MAX) {
      throw new StudioError(
        'busy',
        `${QUEUE_MAX} generations are waiting already.`,
        'Let some finish, or cancel them.',
      );
    }
    this.#waiting.push(job);
  }

  has(jobId: string): boolean {
    return this.#waiting.some((job) => job.request.jobId === jobId);
  }

  next(): Job | undefined {
    return this.#waiting.shift();
  }

  /** Takes a waiting job out; undefined when it does not wait here. */
  remove(jobId: string): Job | undefined {
    const index = this.#waiting.findIndex((job) => job.request.jobId === jobId);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }
}

export function asStudioError({ tag, message, remedy }: AppError): StudioError {
  return new StudioError(tag, message, remedy);
}

/** A promise to be settled from outside. One that nobody awaits any more may be rejected without harm. */
export function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
