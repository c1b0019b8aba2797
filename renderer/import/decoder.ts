import { StudioError } from '../../preload/contract/errors';
import type { DecodeReply } from './decode.worker';

type Block = Extract<DecodeReply, { type: 'block' }>;

/**
 * A file's sound as mono or stereo blocks, decoded by a worker of its own that ends with it.
 * @throws StudioError as decodeFile does, and `cancelled`
 */
export async function* decodeInWorker(file: File, signal: AbortSignal): AsyncGenerator<Block> {
  const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
  const replies: DecodeReply[] = [];
  let wake = (): void => undefined;
  const put = (reply: DecodeReply): void => {
    replies.push(reply);
    wake();
  };
  worker.onmessage = ({ data }: MessageEvent<DecodeReply>) => put(data);
  worker.onerror = ({ message }) => put({ type: 'failed', error: { tag: 'internal', message } });
  const cancel = (): void =>
    put({ type: 'failed', error: { tag: 'cancelled', message: 'The import was cancelled.' } });
  signal.addEventListener('abort', cancel);
  worker.postMessage(file);
  try {
    for (;;) {
      const reply = replies.shift();
      if (!reply) await new Promise<void>((resolve) => (wake = resolve));
      else if (reply.type === 'end') return;
      else if (reply.type === 'failed') {
        throw new StudioError(reply.error.tag, reply.error.message, reply.error.remedy);
      } else {
        yield reply;
        worker.postMessage(null);
      }
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    worker.terminate();
  }
}
