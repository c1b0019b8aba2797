import { EXPORT_BLOCK_FRAMES } from '../../preload/contract/contract';
import type { ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import { projectEnd } from '../document/select';
import { ClipPlayer } from './clipPlayer';
import { tailSeconds } from './tail';
import { MixGraph, prepareContext } from './graph';
import { loadBuffer } from './sounds';

/** What to render: samples at the project rate, and for how long effects may ring out after it. */
export type RenderRange = { from: number; to: number; tailSeconds: number };

export type RenderJob = {
  document: ProjectDocument;
  sampleRate: number;
  range: RenderRange;
  /** Takes blocks in order: left and right, at most EXPORT_BLOCK_FRAMES frames each, not reused afterwards. */
  write(channels: [Float32Array, Float32Array]): Promise<void>;
  /** 0 to 1 */
  onProgress?(fraction: number): void;
  signal?: AbortSignal;
};

/** Seconds rendered between two looks at cancel, progress and the sounds needed next. */
const STEP = 4;
/** A longer range is rendered in parts of this many seconds, so that memory stays flat: 230 MB at 48 kHz. */
const PART = 600;
/** The least a part is begun earlier, in seconds, for compressors to settle; effects' tails come on top. */
const SETTLE = 3;

/** Everything from the beginning to the end of the last tail. */
export function wholeProject(document: ProjectDocument): RenderRange {
  return { from: 0, to: projectEnd(document), tailSeconds: tailSeconds(document) };
}

/** The loop region, cut exactly at its ends. */
export function loopRegion(document: ProjectDocument): RenderRange {
  return { from: document.loop.start, to: document.loop.end, tailSeconds: 0 };
}

/** Frames per channel that a range gives at a sample rate. */
export function renderFrames(document: ProjectDocument, sampleRate: number, range: RenderRange): number {
  const frame = (sample: number): number => Math.round((sample * sampleRate) / document.sampleRate);
  return frame(range.to) - frame(range.from) + Math.round(range.tailSeconds * sampleRate);
}

/**
 * Renders a range of the document through the same graph that plays it live, as stereo.
 * @throws StudioError `cancelled` when the signal is aborted; `invalid-input` when there is nothing to render
 */
export async function renderMix(job: RenderJob): Promise<void> {
  const { document, sampleRate, range } = job;
  const total = renderFrames(document, sampleRate, range);
  if (total <= 0) {
    throw new StudioError(
      'invalid-input',
      'There is nothing to export.',
      'Place a sound on the timeline, or choose a longer range.',
    );
  }
  const partFrames = PART * sampleRate;
  const lead = Math.ceil((tailSeconds(document) + SETTLE) * sampleRate);
  for (let done = 0; done < total; done += partFrames) {
    const frames = Math.min(partFrames, total - done);
    const rendered = await renderPart(job, {
      skip: Math.min(done, lead),
      start: done - Math.min(done, lead),
      frames,
      onProgress: (fraction) => job.onProgress?.((done + fraction * frames) / total),
    });
    await writeBlocks(job, rendered, frames);
  }
  job.onProgress?.(1);
}

/** In frames of the output from the range's beginning; `skip` frames are rendered first and thrown away. */
type Part = { start: number; skip: number; frames: number; onProgress(fraction: number): void };
type Rendered = { buffer: AudioBuffer; first: number };

async function renderPart(job: RenderJob, part: Part): Promise<Rendered> {
  const { document, sampleRate, range } = job;
  throwIfCancelled(job.signal);
  const from = range.from + Math.round((part.start * document.sampleRate) / sampleRate);
  const latency = await measureLatency(document, sampleRate);
  const first = part.skip + latency;
  const native = new OfflineAudioContext(2, first + part.frames, sampleRate);
  await prepareContext(native);
  const graph = new MixGraph({
    native,
    document,
    time: 0,
    position: from / document.sampleRate,
    fixed: true,
    onLevel: null,
  });
  try {
    const buffers = new Map<string, AudioBuffer>();
    const clips = new ClipPlayer({
      context: native,
      graph,
      document,
      bufferOf: (soundId) => buffers.get(soundId) ?? null,
    });
    clips.add({ frame: 0, from, to: range.to, soft: false });

    const schedule = async (untilFrame: number): Promise<void> => {
      const wanted = clips.wanted(untilFrame);
      await Promise.all(
        [...wanted].map(async (soundId) => buffers.set(soundId, await loadBuffer(native, soundId))),
      );
      clips.advance(untilFrame);
      buffers.clear();
    };
    await schedule(2 * STEP * sampleRate);

    const failures: Error[] = [];
    const step = (at: number): void => {
      if (at * sampleRate >= native.length) return;
      void native.suspend(at).then(async () => {
        try {
          throwIfCancelled(job.signal);
          part.onProgress((at * sampleRate) / native.length);
          await schedule((at + 2 * STEP) * sampleRate);
          step(at + STEP);
        } catch (error) {
          // With its graph gone the rest of the context is silence, rendered in no time.
          failures.push(error instanceof Error ? error : new Error(String(error)));
          graph.dispose();
        }
        await native.resume();
      });
    };
    step(STEP);
    const buffer = await native.startRendering();
    if (failures[0]) throw failures[0];
    return { buffer, first };
  } finally {
    graph.dispose();
  }
}

/** The same graph in a context of one block: its latency is known before the real context's length must be. */
async function measureLatency(document: ProjectDocument, sampleRate: number): Promise<number> {
  const native = new OfflineAudioContext(2, 128, sampleRate);
  await prepareContext(native);
  const graph = new MixGraph({ native, document, time: 0, position: 0, fixed: true, onLevel: null });
  const { latency } = graph;
  graph.dispose();
  return latency;
}

async function writeBlocks(job: RenderJob, { buffer, first }: Rendered, frames: number): Promise<void> {
  const left = buffer.getChannelData(0);
  const right = buffer.getChannelData(1);
  for (let at = 0; at < frames; at += EXPORT_BLOCK_FRAMES) {
    throwIfCancelled(job.signal);
    const begin = first + at;
    const end = first + Math.min(frames, at + EXPORT_BLOCK_FRAMES);
    await job.write([left.slice(begin, end), right.slice(begin, end)]);
  }
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StudioError('cancelled', 'The export was cancelled.');
}
