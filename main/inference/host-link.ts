import { StudioError } from '../../preload/contract/errors';
import type { SpawnHost } from './host-process';
import { asStudioError, deferred } from './jobs';
import { fromHostSchema, type FromHost, type ToHost } from './protocol';

export type Opened = Extract<FromHost, { type: 'opened' }>;
/** How a host's life ended: because its owner said so, or by itself, with the error that its job gets. */
export type Ending = { readonly expected: true } | { readonly expected: false; readonly error: StudioError };

const TICK_MS = 1000;
/**
 * Silent ticks after which a host counts as hung. Its beats pause while a network runs, at worst for some seconds. Ticks are counted, not
 * wall time: a computer that slept must not find its host dead.
 */
const SILENT_TICKS = 30;

const crash = (problem: string): StudioError =>
  new StudioError(
    'inference-crashed',
    `The sound engine stopped: ${problem}.`,
    'It is being started again; generate once more. If it stops each time, choose the CPU in the settings.',
  );

/** One life of the host process, from its start to its end, with the models of one configuration. */
export class HostLink {
  /** Rejects with the pack's error, or `inference-crashed` when the process ends before its models are open. */
  readonly opened: Promise<Opened>;
  readonly ended: Promise<Ending>;
  readonly #process: ReturnType<SpawnHost>;
  readonly #opening = deferred<Opened>();
  readonly #ending = deferred<Ending>();
  readonly #watchdog: NodeJS.Timeout;
  #silentTicks = 0;
  #expected = false;
  #problem: string | null = null;

  /** `onMessage` receives what concerns a job or the provider. */
  constructor(
    spawn: SpawnHost,
    open: Extract<ToHost, { type: 'open' }>,
    onMessage: (message: FromHost) => void,
  ) {
    this.opened = this.#opening.promise;
    this.ended = this.#ending.promise;
    this.#process = spawn();
    this.#process.onMessage((raw) => this.#receive(raw, onMessage));
    this.#process.onExit((reason) => this.#onExit(reason));
    this.#watchdog = setInterval(() => this.#watch(), TICK_MS);
    // The watchdog alone must not keep a finished command line running.
    this.#watchdog.unref();
    this.send(open);
  }

  send(message: ToHost): void {
    this.#process.send(message);
  }

  /** Ends the process on purpose; resolves when it is gone. */
  async end(): Promise<void> {
    this.#expected = true;
    this.#process.kill();
    await this.ended;
  }

  #receive(raw: unknown, onMessage: (message: FromHost) => void): void {
    this.#silentTicks = 0;
    // What was on its way when the process was ended concerns nobody any more.
    if (this.#expected) return;
    const parsed = fromHostSchema.safeParse(raw);
    if (!parsed.success)
      this.#fail(`it sent a message that cannot be read (${parsed.error.issues[0]?.message ?? ''})`);
    else if (parsed.data.type === 'opened') this.#opening.resolve(parsed.data);
    else if (parsed.data.type === 'openFailed') {
      this.#opening.reject(asStudioError(parsed.data.error));
      void this.end();
    } else if (parsed.data.type !== 'beat') onMessage(parsed.data);
  }

  #watch(): void {
    this.#silentTicks += 1;
    if (this.#silentTicks > SILENT_TICKS) this.#fail(`it did not answer for ${SILENT_TICKS} seconds`);
  }

  #fail(problem: string): void {
    this.#problem ??= problem;
    this.#process.kill();
  }

  #onExit(reason: string): void {
    clearInterval(this.#watchdog);
    const error = crash(this.#problem ?? reason);
    this.#opening.reject(error);
    this.#ending.resolve(this.#expected ? { expected: true } : { expected: false, error });
  }
}
