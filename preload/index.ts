import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { StudioBridge } from './contract/bridge';
import type { EventName, EventPayload, RequestName, RequestOutput } from './contract/contract';
import { eventChannel, eventNames, requestChannel, requestNames } from './contract/channels';
import type { ErrorTag, Result } from './contract/errors';

const refuse = (tag: ErrorTag, message: string): Result<never> => ({ ok: false, error: { tag, message } });

/**
 * The bridge, as the page sees it. It carries only names that the contract lists, so a page that was taken over can ask
 * for nothing that the studio's own window cannot.
 */
const bridge: StudioBridge = {
  async request<N extends RequestName>(name: N, input: unknown): Promise<Result<RequestOutput<N>>> {
    if (!Object.hasOwn(requestNames, name))
      return refuse('invalid-input', 'The studio knows no such request.');
    try {
      // Main's handler for this name is typed by the same contract and answers every exception with a Result.
      return (await ipcRenderer.invoke(requestChannel(name), input)) as Result<RequestOutput<N>>;
    } catch {
      return refuse('internal', 'The studio did not answer. Restart it; your work is kept.');
    }
  },

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    if (!Object.hasOwn(eventNames, name)) throw new Error('The studio sends no such event.');
    // The event object itself stays here: it holds the sender, which is a way to raw messages.
    const forward = (_event: IpcRendererEvent, payload: EventPayload<N>): void => listener(payload);
    ipcRenderer.on(eventChannel(name), forward);
    return () => void ipcRenderer.off(eventChannel(name), forward);
  },
};

contextBridge.exposeInMainWorld('studio', bridge);
