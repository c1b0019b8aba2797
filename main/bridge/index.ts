import { ipcMain, type WebContents } from 'electron';
import { eventChannel, requestChannel } from '../../preload/contract/channels';
import {
  requests,
  type EventName,
  type EventPayload,
  type RequestName,
} from '../../preload/contract/contract';
import { dispatch, type Handlers } from './dispatch';
import { senderCheck } from './sender';

/** Answers every request of the contract with its handler. The only place that touches ipcMain. */
export function serveRequests(
  handlers: Handlers,
  isOurWindow: (windowId: number) => boolean,
  origins: readonly string[],
): void {
  const check = senderCheck(isOurWindow, origins);
  const report = (name: RequestName, thrown: unknown): void =>
    console.error(`Request ${name} failed:`, thrown);
  for (const name of Object.keys(requests) as RequestName[]) {
    ipcMain.handle(requestChannel(name), (event, input: unknown) =>
      dispatch(name, input, check(event), handlers, report),
    );
  }
}

/** Tells one page something. Nothing happens when the page is gone. */
export function sendEvent<N extends EventName>(page: WebContents, name: N, payload: EventPayload<N>): void {
  if (!page.isDestroyed()) page.send(eventChannel(name), payload);
}
