import { meaningfulFormat, type ExportOptions, type LoudnessReport } from '../../preload/contract/export';
import { StudioError } from '../../preload/contract/errors';
import { renderMix } from '../audio/render';
import { ask } from './bridge';
import { channelCount, estimatedBytes } from './estimate';
import { FileWriter, ScratchSound } from './fileWriter';
import { FileMeter } from './measure';
import { corrected, correctionFor, type LoudnessGoal } from './normalise';
import { plannedFrames, type Mix, type PlannedFile } from './plan';
import { TailTrimmer } from './trim';

export type ExportedFile = {
  name: string;
  seconds: number;
  bytes: number;
  report: LoudnessReport;
  /** as loud as it is in the mix, whatever the target */
  stem: boolean;
};
export type ExportResult = { jobId: string; place: string; files: ExportedFile[] };

export type ExportRun = {
  files: readonly PlannedFile[];
  options: ExportOptions;
  signal?: AbortSignal;
  /** the place was chosen; nothing before it took time of the machine's */
  onStart?(names: readonly string[]): void;
  /** 0 to 1 over all files, and which of them is being made */
  onProgress?(fraction: number, index: number): void;
};

/** How the time of a file that is normalised is shared out: until it is rendered, and until it has been looked through. */
const RENDERED = 0.7;
const CORRECTED = 0.9;

/**
 * Exports all files, or none: whatever goes wrong, and however late it is cancelled, nothing is left behind.
 * Resolves with null when the person chose no place.
 * @throws StudioError
 */
export async function runExport(run: ExportRun): Promise<ExportResult | null> {
  const { files, options, signal } = run;
  if (files.length === 0) {
    throw new StudioError(
      'invalid-input',
      'There is nothing to export.',
      'Place a sound on the timeline, or choose something else to export.',
    );
  }
  const format = meaningfulFormat(options.format);
  const job = await ask('export.open', {
    names: files.map(({ name }) => name),
    codec: format.codec,
    bytes: estimatedBytes(files, options),
  });
  if (!job) return null;
  const { jobId, place, names } = job;
  run.onStart?.(names);
  try {
    const known = new Map<Mix, Rendered>();
    const lengthOf = (mix: Mix): number => plannedFrames(mix, format.sampleRate);
    const measured = options.loudness.target === null ? [] : mixesWithoutFile(files);
    const total = [...measured, ...files].reduce((sum, mix) => sum + lengthOf(mix), 0);
    let done = 0;
    const exported: ExportedFile[] = [];
    for (const [index, file] of files.entries()) {
      const jobFor = (mix: Mix): Job => {
        const onProgress = (fraction: number): void =>
          run.onProgress?.((done + fraction * lengthOf(mix)) / total, index);
        onProgress(0);
        return { jobId, options: { ...options, format }, signal, known, onProgress };
      };
      if (file.stemOf && measured.includes(file.stemOf) && !known.has(file.stemOf)) {
        await measureMix(jobFor(file.stemOf), file.stemOf);
        done += lengthOf(file.stemOf);
      }
      const made = await exportFile(jobFor(file), index, file);
      exported.push({ name: names[index] ?? file.name, stem: file.stemOf !== null, ...made });
      done += lengthOf(file);
    }
    throwIfCancelled(signal);
    await ask('export.commit', { jobId });
    return { jobId, place, files: exported };
  } catch (thrown) {
    await ask('export.abandon', { jobId });
    throw thrown;
  }
}

/** The mixes whose loudness decides about their stems, but of which no file is made. */
const mixesWithoutFile = (files: readonly PlannedFile[]): Mix[] => [
  ...new Set(
    files.flatMap(({ stemOf }) => (stemOf && !(files as readonly Mix[]).includes(stemOf) ? [stemOf] : [])),
  ),
];

/** What the stems of a mix take over from it: the gain, in dB, that brings it to its loudness, and its length. */
type Rendered = { gainDb: number; frames: number };

/** What all files of an export share. */
type Job = {
  jobId: string;
  options: ExportOptions;
  signal: AbortSignal | undefined;
  /** mixes that have been rendered */
  known: Map<Mix, Rendered>;
  onProgress(fraction: number): void;
};

type Made = Pick<ExportedFile, 'seconds' | 'bytes' | 'report'>;

async function exportFile(job: Job, index: number, file: PlannedFile): Promise<Made> {
  const { target, ceiling } = job.options.loudness;
  if (target !== null && !file.stemOf) return exportNormalised(job, index, file, { target, ceiling });
  return exportAsMixed(job, index, file);
}

/** Renders into the file: a stem with its mix's gain and as long as its mix, if that has been rendered. */
async function exportAsMixed(job: Job, index: number, file: PlannedFile): Promise<Made> {
  const { sampleRate } = job.options.format;
  const longest = plannedFrames(file, sampleRate);
  const { gainDb, frames } = (file.stemOf && job.known.get(file.stemOf)) ?? { gainDb: 0, frames: longest };
  const gain = 10 ** (gainDb / 20);
  const meter = new FileMeter(sampleRate, channelCount(job.options.format));
  const writer = await begin(job, index, file, longest);
  try {
    await render(job, file, job.onProgress, async (rendered) => {
      const left = frames - writer.frames;
      if (left <= 0) return;
      const block = rendered.map((channel) => channel.subarray(0, left));
      if (gainDb !== 0) {
        for (const channel of block) for (let at = 0; at < channel.length; at += 1) channel[at]! *= gain;
      }
      await meter.push(block);
      await writer.write(block);
    });
    if (!file.stemOf) job.known.set(file, { gainDb: 0, frames: writer.frames });
    const report = meter.report();
    return { bytes: await writer.finish(report), seconds: writer.frames / sampleRate, report };
  } finally {
    writer.close();
  }
}

/** Renders to disk, looks for the gain that the target asks for, and encodes with it. */
async function exportNormalised(
  job: Job,
  index: number,
  file: PlannedFile,
  goal: LoudnessGoal,
): Promise<Made> {
  const { jobId, options, signal, onProgress } = job;
  const { sampleRate } = options.format;
  const channels = channelCount(options.format);
  const meter = new FileMeter(sampleRate, channels);
  const scratch = await ScratchSound.begin(jobId, sampleRate, channels);
  const rendered = (fraction: number): void => onProgress(fraction * RENDERED);
  await render(job, file, rendered, async (block) => {
    await meter.push(block);
    await scratch.write(block);
  });
  const correction = await correctionFor(scratch, meter.report(), goal, (fraction) => {
    throwIfCancelled(signal);
    onProgress(RENDERED + fraction * (CORRECTED - RENDERED));
  });
  job.known.set(file, { gainDb: correction.gainDb, frames: scratch.frames });
  const final = new FileMeter(sampleRate, channels);
  const writer = await begin(job, index, file, scratch.frames);
  try {
    for await (const block of corrected(scratch, correction)) {
      throwIfCancelled(signal);
      await final.push(block);
      await writer.write(block);
      onProgress(CORRECTED + (writer.frames / scratch.frames) * (1 - CORRECTED));
    }
    const report = final.report();
    const bytes = await writer.finish(report);
    await scratch.discard();
    return { bytes, seconds: writer.frames / sampleRate, report };
  } finally {
    writer.close();
  }
}

/** Renders a mix that is no file of its own, for the gain that its stems get. */
async function measureMix(job: Job, mix: Mix): Promise<void> {
  const meter = new FileMeter(job.options.format.sampleRate, channelCount(job.options.format));
  let frames = 0;
  await render(job, mix, job.onProgress, async (block) => {
    frames += block[0]?.length ?? 0;
    await meter.push(block);
  });
  const { integrated } = meter.report();
  const { target } = job.options.loudness;
  job.known.set(mix, { gainDb: integrated === null || target === null ? 0 : target - integrated, frames });
}

const begin = (
  { jobId, options }: Job,
  index: number,
  file: PlannedFile,
  maxFrames: number,
): Promise<FileWriter> => FileWriter.begin(jobId, index, file, options.format, maxFrames);

/** Renders a range, in as many channels as the file has, and hands on what is not cut off as silent tail. */
async function render(
  { options, signal }: Job,
  mix: Mix,
  onProgress: (fraction: number) => void,
  write: (block: Float32Array[]) => Promise<void>,
): Promise<void> {
  const { sampleRate } = options.format;
  const { document, range, trimTail } = mix;
  const content = plannedFrames({ ...mix, range: { ...range, tailSeconds: 0 } }, sampleRate);
  const trimmer = trimTail ? new TailTrimmer(content) : null;
  await renderMix({
    document,
    sampleRate,
    range,
    ...(signal && { signal }),
    onProgress,
    write: async (block) => {
      const channels = options.format.channels === 'mono' ? [folded(block)] : block;
      for (const part of trimmer ? trimmer.push(channels) : [channels]) await write(part);
    },
  });
}

/** The mean of left and right, in place of the left. */
function folded([left, right]: readonly [Float32Array, Float32Array]): Float32Array {
  for (let at = 0; at < left.length; at += 1) left[at] = (left[at]! + right[at]!) / 2;
  return left;
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StudioError('cancelled', 'The export was cancelled.');
}
