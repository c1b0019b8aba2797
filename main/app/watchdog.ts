/** Ends work that no longer moves: `expire` is called when nothing was heard for `quietMs`. */
export class Watchdog {
  readonly #quietMs: number;
  readonly #expire: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(quietMs: number, expire: () => void) {
    this.#quietMs = quietMs;
    this.#expire = expire;
    this.moved();
  }

  moved(): void {
    this.stop();
    this.#timer = setTimeout(this.#expire, this.#quietMs);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }
}
