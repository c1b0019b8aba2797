import { EXPORT_BLOCK_FRAMES } from '../../preload/contract/contract';
import type { ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import { clipEnd, projectEnd } from '../document/select';
import { heardClips } from './clipPlayer';
import { gcd } from './gcd';
import { renderPart, throwIfCancelled, type Rendered } from './renderPart';
import { tailSeconds } from './tail';

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
  /** length of the parts that a long range is rendered in; tests ask for short ones */
  partSeconds?: number;
};

/**
 * A longer range is rendered in parts, so that memory stays flat: many times as long as what each renders in advance for
 * nothing, and within these bounds. Seconds; a minute takes 23 MB at 48 kHz.
 */
const SHORTEST_PART = 30;
const LONGEST_PART = 120;
const PART_PER_LEAD = 10;
/** The least a part is begun earlier, in seconds, for compressors to settle; effects' tails come on top. */
const SETTLE = 3;
/** Web Audio renders in blocks of so many frames. */
const QUANTUM = 128;

/** Everything from the beginning to the end of the last tail; a frozen track's sound has its own within it. */
export function wholeProject(document: ProjectDocument): RenderRange {
  const ends = heardClips(document).byStart.map(clipEnd);
  return { from: 0, to: Math.max(projectEnd(document), ...ends), tailSeconds: tailSeconds(document) };
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
  const leadSeconds = tailSeconds(document) + SETTLE;
  const lead = Math.ceil(leadSeconds * sampleRate);
  const partFrames = partLength(total, (job.partSeconds ?? wantedPart(leadSeconds)) * sampleRate);
  const grid = partGrid(sampleRate, document.sampleRate);
  // One part is written while the next is rendered: the two take different threads.
  let writing = Promise.resolve();
  try {
    for (let done = 0; done < total; done += partFrames) {
      const frames = Math.min(partFrames, total - done);
      const start = Math.max(0, Math.floor((done - lead) / grid) * grid);
      const rendered = await renderPart(job, {
        skip: done - start,
        start,
        frames,
        onProgress: (fraction) => job.onProgress?.((done + fraction * frames) / total),
      });
      await writing;
      writing = writeBlocks(job, rendered, frames);
      // Told by whoever waits for it.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  job.onProgress?.(1);
}

const wantedPart = (leadSeconds: number): number =>
  Math.min(LONGEST_PART, Math.max(SHORTEST_PART, PART_PER_LEAD * leadSeconds));

/** Frames of all parts but the last: about as many as wanted, so that no short rest has a lead of its own to render. */
const partLength = (total: number, wanted: number): number =>
  Math.ceil(total / Math.max(1, Math.round(total / wanted)));

/**
 * Parts begin on multiples of so many frames: on a whole sample of the project, or clips would lie half a sample off in
 * every other part; and on a block of the context, which some effects count in.
 */
function partGrid(sampleRate: number, projectRate: number): number {
  const whole = sampleRate / gcd(sampleRate, projectRate);
  return (whole * QUANTUM) / gcd(whole, QUANTUM);
}

async function writeBlocks(job: RenderJob, rendered: Rendered, frames: number): Promise<void> {
  try {
    for (let at = 0; at < frames; at += EXPORT_BLOCK_FRAMES) {
      throwIfCancelled(job.signal);
      await job.write(blockOf(rendered, at, Math.min(EXPORT_BLOCK_FRAMES, frames - at)));
    }
  } finally {
    rendered.close();
  }
}

function blockOf({ buffer, first }: Rendered, at: number, frames: number): [Float32Array, Float32Array] {
  const channel = (index: 0 | 1): Float32Array => {
    const samples = new Float32Array(frames);
    buffer.copyFromChannel(samples, index, first + at);
    return samples;
  };
  return [channel(0), channel(1)];
}
