import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { LoudnessReport } from '../../preload/contract/export';
import { StudioError } from '../../preload/contract/errors';
import type { PartialLedger } from '../files/partial-ledger';
import { ExportJob, noSuchExport, type BeginFile } from './export-job';

/** Every export of every window, by id; an id answers only the window that began it. */
export class ExportDesk {
  readonly #ledger: PartialLedger | null;
  readonly #jobs = new Map<string, { job: ExportJob; windowId: number }>();

  /** `ledger`: where half-written files are noted; null when nobody will look (a test). */
  constructor(ledger: PartialLedger | null = null) {
    this.#ledger = ledger;
  }

  /**
   * Opens a job that will write `targets` (absolute paths in one folder), `bytes` in all.
   * @throws StudioError `disk` when they will not fit
   */
  async open(
    targets: readonly string[],
    bytes: number,
    windowId: number,
  ): Promise<{ jobId: string; place: string; names: string[] }> {
    const folder = dirname(targets[0] ?? '.');
    await mustFit(folder, bytes);
    const job = new ExportJob(targets, this.#ledger);
    this.#jobs.set(job.id, { job, windowId });
    return { jobId: job.id, place: basename(folder), names: targets.map((target) => basename(target)) };
  }

  begin(plan: BeginFile, windowId: number): Promise<string> {
    return this.#job(plan.jobId, windowId).begin(plan);
  }

  scratch(jobId: string, channels: number, windowId: number): Promise<string> {
    return this.#job(jobId, windowId).scratch(channels);
  }

  write(exportId: string, channels: readonly Float32Array[], windowId: number): Promise<void> {
    return this.#owner(exportId, windowId).write(exportId, channels);
  }

  writePackets(
    exportId: string,
    head: Uint8Array | null,
    packets: readonly Uint8Array[],
    windowId: number,
  ): Promise<void> {
    return this.#owner(exportId, windowId).writePackets(exportId, head, packets);
  }

  read(exportId: string, frame: number, frames: number, windowId: number): Promise<Float32Array[]> {
    return this.#owner(exportId, windowId).read(exportId, frame, frames);
  }

  finish(exportId: string, frames: number, report: LoudnessReport | null, windowId: number): Promise<number> {
    return this.#owner(exportId, windowId).finish(exportId, frames, report);
  }

  cancel(exportId: string, windowId: number): Promise<void> {
    return this.#owner(exportId, windowId).cancel(exportId);
  }

  commit(jobId: string, windowId: number): Promise<void> {
    return this.#job(jobId, windowId).commit();
  }

  async abandonJob(jobId: string, windowId: number): Promise<void> {
    await this.#job(jobId, windowId).abandon();
  }

  /** Path of the first file of a committed job. */
  committedPath(jobId: string, windowId: number): string {
    const job = this.#job(jobId, windowId);
    const [path] = job.targets;
    if (!job.committed || path === undefined)
      throw new StudioError('not-found', 'The export is not finished yet.');
    return path;
  }

  /** Whether a window is in the midst of an export. */
  writing(windowId: number): boolean {
    return [...this.#jobs.values()].some((entry) => entry.windowId === windowId && entry.job.open);
  }

  /** Ends what a window left unfinished: it closed, crashed or was loaded anew. */
  async abandon(windowId: number): Promise<void> {
    const orphans = [...this.#jobs].filter(([, entry]) => entry.windowId === windowId);
    for (const [jobId] of orphans) this.#jobs.delete(jobId);
    await Promise.all(orphans.map(([, { job }]) => job.abandon()));
  }

  #job(jobId: string, windowId: number): ExportJob {
    const entry = this.#jobs.get(jobId);
    if (!entry || entry.windowId !== windowId) throw noSuchExport();
    return entry.job;
  }

  #owner(exportId: string, windowId: number): ExportJob {
    for (const entry of this.#jobs.values()) {
      if (entry.windowId === windowId && entry.job.owns(exportId)) return entry.job;
    }
    throw noSuchExport();
  }
}

/** Sizes are told in powers of 1000, as file managers count: more than is free is never rounded to the same. */
function inWords(bytes: number, round: (value: number) => number): string {
  const [size, unit] = bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  return `${(round((bytes / size) * 10) / 10).toFixed(1)} ${unit}`;
}

async function mustFit(folder: string, bytes: number): Promise<void> {
  // A folder that cannot be asked is found out about by writing to it.
  const room = await statfs(folder).catch(() => null);
  if (!room || room.blocks === 0) return;
  const free = room.bavail * room.bsize;
  if (free >= bytes) return;
  throw new StudioError(
    'disk',
    `The export needs ${inWords(bytes, Math.ceil)}, and the disk has ${inWords(free, Math.floor)} left.`,
    'Free some space, choose another folder, or a smaller format.',
  );
}
