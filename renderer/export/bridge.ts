import type { RequestInput, RequestName, RequestOutput } from '../../preload/contract/contract';
import { StudioError } from '../../preload/contract/errors';

/** A reply's value; its error is thrown. */
export async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const reply = await window.studio.request(name, input);
  if (reply.ok) return reply.value;
  throw new StudioError(reply.error.tag, reply.error.message, reply.error.remedy);
}

/** Lets a few sends run ahead of their replies; more wait. The first failure is thrown by the next call. */
export class Backlog {
  #running: Promise<unknown>[] = [];

  constructor(private readonly most: number) {}

  async add(sent: Promise<unknown>): Promise<void> {
    // Told by whoever waits for it next.
    sent.catch(() => undefined);
    this.#running.push(sent);
    while (this.#running.length > this.most) await this.#running.shift();
  }

  async drain(): Promise<void> {
    const running = this.#running;
    this.#running = [];
    await Promise.all(running);
  }
}

/** Lets the page answer to the person between two stretches of work. */
export const breathe = (): Promise<void> =>
  // A timer is held back by four milliseconds, which adds up over the thousands of steps of a long file.
  'scheduler' in globalThis ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
