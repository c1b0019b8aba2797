/** Delay before a crashed host is started again; each crash without a finished job between doubles it. */
const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** After so many crashes in a row the models are loaded again only when a person asks for a sound. */
const EAGER_RESPAWNS = 4;

/** The back-off between a crash of the host and its next start. */
export class Respawn {
  #crashes = 0;
  #notBefore = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** Counts a crash; `restart` is called when the delay has passed, unless crashes have become a habit. */
  crashed(restart: () => void): void {
    this.#crashes += 1;
    const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#crashes - 1));
    this.#notBefore = performance.now() + delay;
    clearTimeout(this.#timer);
    if (this.#stopped || this.#crashes > EAGER_RESPAWNS) return;
    this.#timer = setTimeout(restart, delay);
    this.#timer.unref();
  }

  /** A job was finished: whatever happened before, the host works. */
  succeeded(): void {
    this.#crashes = 0;
    this.#notBefore = 0;
  }

  /** Resolves when the host may be started. */
  async wait(): Promise<void> {
    const delay = this.#notBefore - performance.now();
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
