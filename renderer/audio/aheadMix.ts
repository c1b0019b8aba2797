import type { AheadReply, AheadRequest, ClipFrames, TrackPlan } from './ahead.worker';

/** One processor core is left for the context that mixes, and one for everything else where there are many. */
export const AHEAD_WORKERS = Math.min(4, Math.max(1, navigator.hardwareConcurrency - 2));
/** Workers without work are let go after this long: not between the parts of an export. Milliseconds */
const IDLE = 20_000;

type Waiting = { resolve(buses: AheadReply['buses']): void; reject(error: Error): void };

class AheadWorker {
  /** mixes that are open in it */
  readonly mixes = new Set<number>();
  private readonly waiting = new Map<number, Waiting>();
  private readonly worker = new Worker(new URL('./ahead.worker.ts', import.meta.url), { type: 'module' });

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<AheadReply>) => {
      this.waiting.get(data.id)?.resolve(data.buses);
      this.waiting.delete(data.id);
    };
    this.worker.onerror = ({ message }) => this.end(`Mixing failed: ${message}`);
  }

  post(request: AheadRequest, transfer: Transferable[] = []): void {
    this.worker.postMessage(request, transfer);
  }

  reply(id: number): Promise<AheadReply['buses']> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  end(reason: string): void {
    this.worker.terminate();
    workers = workers.filter((worker) => worker !== this);
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
}

let workers: AheadWorker[] = [];
let lastId = 0;
let idle: ReturnType<typeof setTimeout> | undefined;

function leastBusy(): AheadWorker {
  clearTimeout(idle);
  if (workers.length < AHEAD_WORKERS && workers.every(({ mixes }) => mixes.size > 0)) {
    workers.push(new AheadWorker());
  }
  return workers.reduce((best, worker) => (worker.mixes.size < best.mixes.size ? worker : best));
}

/** Tracks that a worker plays through their effects and adds up, beside the context that mixes the rest. */
export class AheadMix {
  private readonly worker = leastBusy();
  private readonly mix = (lastId += 1);

  constructor(tracks: readonly TrackPlan[], buses: number, rate: number) {
    this.worker.mixes.add(this.mix);
    this.worker.post({ kind: 'open', mix: this.mix, tracks, buses, rate });
  }

  /** The next frames, with `elapsed` frames of the project before them. The samples of `clips` are given away. */
  play(elapsed: number, frames: number, clips: readonly ClipFrames[]): Promise<AheadReply['buses']> {
    const id = (lastId += 1);
    const buffers = new Set(clips.flatMap(({ channels }) => channels.map(({ buffer }) => buffer)));
    this.worker.post({ kind: 'play', mix: this.mix, id, elapsed, frames, clips }, [
      ...buffers,
    ] as ArrayBuffer[]);
    return this.worker.reply(id);
  }

  close(): void {
    this.worker.mixes.delete(this.mix);
    this.worker.post({ kind: 'close', mix: this.mix });
    if (workers.some(({ mixes }) => mixes.size > 0)) return;
    clearTimeout(idle);
    idle = setTimeout(() => {
      for (const worker of workers) worker.end('It was let go.');
    }, IDLE);
  }
}
