import type { Caller } from './dispatch';

/** The parts of Electron's IpcMainInvokeEvent that tell who sent a message. */
export type MessageSender = {
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
  readonly senderFrame: { readonly url: string } | null;
};

/**
 * Accepts messages only from the main frame of a window the studio opened, showing a page of the studio's own origin.
 * A frame inside the page, a page the window was led to, or any other web contents is refused. `senderFrame` is null
 * when the frame is gone by the time its message arrives: refused too.
 */
export function senderCheck(
  isOurWindow: (windowId: number) => boolean,
  origins: readonly string[],
): (event: MessageSender) => Caller | null {
  return ({ sender, senderFrame }) => {
    if (!senderFrame || senderFrame !== sender.mainFrame) return null;
    if (!isOurWindow(sender.id)) return null;
    return origins.includes(originOf(senderFrame.url)) ? { windowId: sender.id } : null;
  };
}

/** Scheme and host: `URL.origin` is the string "null" for schemes that are not the web's own. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
