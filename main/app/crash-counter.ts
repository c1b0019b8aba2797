const WINDOW_MS = 60_000;
const MOST = 3;

/** Decides whether a page that crashed is worth loading again: not after three crashes within a minute. */
export class CrashCounter {
  #crashes: number[] = [];

  /** Counts a crash at `now` (milliseconds); true: load the page again. */
  count(now: number): boolean {
    this.#crashes = [...this.#crashes.filter((at) => now - at < WINDOW_MS), now];
    return this.#crashes.length <= MOST;
  }
}
