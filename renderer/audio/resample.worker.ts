import { resample } from './resample';

export type ResampleRequest = { id: number; channels: Float32Array<ArrayBuffer>[]; from: number; to: number };
export type ResampleReply = { id: number; channels: Float32Array<ArrayBuffer>[] };

/** This module runs in a worker; TypeScript's DOM library describes `self` as a window. */
declare const self: {
  onmessage: (event: MessageEvent<ResampleRequest>) => void;
  postMessage(reply: ResampleReply, transfer: Transferable[]): void;
};

self.onmessage = ({ data }) => {
  const channels = data.channels.map(
    (channel) => resample(channel, data.from, data.to) as Float32Array<ArrayBuffer>,
  );
  self.postMessage(
    { id: data.id, channels },
    channels.map((channel) => channel.buffer),
  );
};
