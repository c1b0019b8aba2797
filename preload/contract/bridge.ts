import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from './contract';
import type { Result } from './errors';

/** The one object the preload script puts on `window`, as `window.studio`. */
export type StudioBridge = {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  /** Returns the function that stops listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
};

declare global {
  interface Window {
    readonly studio: StudioBridge;
  }
}
