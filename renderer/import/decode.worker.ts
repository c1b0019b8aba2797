import { toAppError, type AppError } from '../../preload/contract/errors';
import { decodeFile } from './decode';
import { toStereo } from './downmix';

/** What the worker tells: a block to be answered with any message, then an end. */
export type DecodeReply =
  | {
      type: 'block';
      sampleRate: number;
      /** one or two, of the same length */
      channels: Float32Array[];
      /** how many the file has */
      sourceChannels: number;
      /** 0 to 1 */
      fraction: number;
    }
  | { type: 'end' }
  | { type: 'failed'; error: AppError };

/** Frames a block holds; the codec's own are gathered until there are so many. */
const BLOCK = 1 << 17;
/** Blocks that may be under way at once: decoding does not wait for the disk, and memory stays flat. */
const AHEAD = 3;

const say = (reply: DecodeReply, transfer: Transferable[] = []): void =>
  self.postMessage(reply, { transfer });

let credit = AHEAD;
let wake: (() => void) | null = null;
const taken = (): Promise<void> => new Promise((resolve) => (wake = resolve));

async function decode(file: File): Promise<void> {
  let gathered: Float32Array[] = [];
  let filled = 0;
  let last = { sampleRate: 0, sourceChannels: 0, fraction: 0 };
  const flush = async (): Promise<void> => {
    if (filled === 0) return;
    while (credit === 0) await taken();
    credit -= 1;
    const channels = gathered.map((channel) => channel.slice(0, filled));
    say(
      { type: 'block', ...last, channels },
      channels.map(({ buffer }) => buffer),
    );
    filled = 0;
  };
  for await (const { sampleRate, channels, fraction } of decodeFile(file)) {
    const stereo = toStereo(channels);
    last = { sampleRate, sourceChannels: channels.length, fraction };
    if (gathered.length === 0) gathered = stereo.map(() => new Float32Array(BLOCK));
    const frames = stereo[0]?.length ?? 0;
    for (let at = 0; at < frames;) {
      const count = Math.min(frames - at, BLOCK - filled);
      for (const [index, block] of gathered.entries()) {
        const channel = stereo[index] ?? stereo[0];
        if (channel) block.set(channel.subarray(at, at + count), filled);
      }
      at += count;
      filled += count;
      if (filled === BLOCK) await flush();
    }
  }
  await flush();
}

self.onmessage = ({ data }: MessageEvent<File | null>): void => {
  if (data === null) {
    credit += 1;
    wake?.();
    return;
  }
  decode(data).then(
    () => say({ type: 'end' }),
    (thrown: unknown) => say({ type: 'failed', error: toAppError(thrown) }),
  );
};
