import type { FromHost } from './protocol';

/** The host's line to its owner. */
export type HostPort = {
  send(message: FromHost): void;
  onMessage(listener: (message: unknown) => void): void;
};

/** The part of Electron's `process.parentPort` that is used; Electron's own types would drag the whole of it into plain Node. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
};

/** Electron's port in a utility process, Node's channel in a forked one. Throws Error in a process that nobody owns. */
export function openHostPort(): HostPort {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort;
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => void parentPort.on('message', ({ data }) => listener(data)),
    };
  }
  if (!process.send)
    throw new Error('The inference host runs as the child of the studio or of its command line.');
  // A forked process would outlive an owner that was killed.
  process.once('disconnect', () => process.exit(0));
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  };
}
