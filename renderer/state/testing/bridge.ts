import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../../preload/contract/contract';
import type { StudioBridge } from '../../../preload/contract/bridge';
import { fail, type Result } from '../../../preload/contract/errors';

type Handlers = {
  [N in RequestName]?: (
    input: RequestInput<N>,
  ) => Result<RequestOutput<N>> | Promise<Result<RequestOutput<N>>>;
};

export type BridgeDouble = {
  /** every request made, in order */
  readonly asked: { name: RequestName; input: unknown }[];
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** replaces or adds what requests are answered with */
  answer(handlers: Handlers): void;
};

/**
 * Stands in for the process boundary in component tests: `window.studio` answered from memory. Everything on this side
 * of the boundary is the real thing.
 */
export function installBridge(handlers: Handlers = {}): BridgeDouble {
  let current: Handlers = handlers;
  const asked: BridgeDouble['asked'] = [];
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const studio: StudioBridge = {
    async request<N extends RequestName>(name: N, input: RequestInput<N>) {
      asked.push({ name, input });
      const handler = current[name] as
        | ((given: RequestInput<N>) => Result<RequestOutput<N>> | Promise<Result<RequestOutput<N>>>)
        | undefined;
      return handler ? handler(input) : fail('internal', `The test answers no ${name}.`);
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  };
  Object.defineProperty(window, 'studio', { value: studio, configurable: true });
  return {
    asked,
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? [])
        (listener as (given: typeof payload) => void)(payload);
    },
    answer: (more) => {
      current = { ...current, ...more };
    },
  };
}
