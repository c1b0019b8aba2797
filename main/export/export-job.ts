import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { z } from 'zod';
import type { beginFileSchema, LoudnessReport } from '../../preload/contract/export';
import { StudioError } from '../../preload/contract/errors';
import { AtomicFile, sweepLeftovers } from '../files/atomic-file';
import { onDisk } from '../files/disk-error';
import type { PartialLedger } from '../files/partial-ledger';
import { cannotWrite, ExportFile } from './export-file';
import { Scratch } from './scratch';
import { sidecarText } from './sidecar';

export type BeginFile = z.output<typeof beginFileSchema>;
type Begun = { file: ExportFile; target: string; plan: BeginFile; sidecar: AtomicFile | null };

/**
 * The files of one export, all or none: each is written under a hidden name, and only `commit` gives them theirs. A
 * full disk at the last of twenty stems leaves the folder as it was.
 */
export class ExportJob {
  readonly id = randomUUID();
  /** absolute paths, one for each name of the plan */
  readonly targets: readonly string[];
  readonly #ledger: PartialLedger | null;
  readonly #files = new Map<string, Begun>();
  readonly #scratches = new Map<string, Scratch>();
  #state: 'open' | 'committed' | 'abandoned' = 'open';

  constructor(targets: readonly string[], ledger: PartialLedger | null) {
    this.targets = targets;
    this.#ledger = ledger;
  }

  async begin(plan: BeginFile): Promise<string> {
    const target = this.targets[plan.index];
    if (target === undefined || this.#state !== 'open') throw noSuchExport();
    return onDisk(cannotWrite(target), async () => {
      await sweepLeftovers(target);
      const partial = await AtomicFile.create(target, this.#ledger);
      const file = await ExportFile.begin(target, plan, partial);
      await this.#stillOpen(file);
      const id = randomUUID();
      this.#files.set(id, { file, target, plan, sidecar: null });
      return id;
    });
  }

  async scratch(channels: number): Promise<string> {
    const [target] = this.targets;
    if (target === undefined || this.#state !== 'open') throw noSuchExport();
    return onDisk(cannotWrite(target), async () => {
      const scratch = new Scratch(await AtomicFile.create(target, this.#ledger), channels);
      await this.#stillOpen(scratch);
      const id = randomUUID();
      this.#scratches.set(id, scratch);
      return id;
    });
  }

  owns(exportId: string): boolean {
    return this.#files.has(exportId) || this.#scratches.has(exportId);
  }

  write(exportId: string, channels: readonly Float32Array[]): Promise<void> {
    const scratch = this.#scratches.get(exportId);
    if (!scratch) return this.#begun(exportId).file.write(channels);
    return onDisk('The export could not be written', () => scratch.write(channels));
  }

  writePackets(exportId: string, head: Uint8Array | null, packets: readonly Uint8Array[]): Promise<void> {
    return this.#begun(exportId).file.writePackets(head, packets);
  }

  read(exportId: string, frame: number, frames: number): Promise<Float32Array[]> {
    const scratch = this.#scratches.get(exportId);
    if (!scratch) throw noSuchExport();
    return onDisk('The export could not be read back', () => scratch.read(frame, frames));
  }

  async finish(exportId: string, frames: number, report: LoudnessReport | null): Promise<number> {
    const begun = this.#begun(exportId);
    const bytes = await begun.file.finish(frames, report);
    const { format, metadata } = begun.plan;
    if (metadata.sidecar) {
      const text = sidecarText(basename(begun.target), format, metadata, frames, report);
      begun.sidecar = await this.#writeSidecar(begun.target, text);
    }
    return bytes;
  }

  async cancel(exportId: string): Promise<void> {
    await this.#scratches.get(exportId)?.discard();
    await discardBegun(this.#files.get(exportId));
    this.#scratches.delete(exportId);
    this.#files.delete(exportId);
  }

  /** Gives every file its name. Throws `invalid-input` when one is not finished. */
  async commit(): Promise<void> {
    const files = [...this.#files.values()];
    if (this.#state !== 'open' || files.length === 0 || files.some(({ file }) => !file.finished)) {
      throw new StudioError('invalid-input', 'The export is not finished yet.', 'Export again.');
    }
    // All that can take room on the disk has been written: what is left is renaming.
    for (const { file, sidecar, target } of files) {
      await file.commit();
      if (sidecar) await onDisk(cannotWrite(sidecarPath(target)), () => sidecar.commit());
    }
    this.#state = 'committed';
    await this.#discardScratches();
  }

  /** Removes everything that was written; a committed job stays as it is. */
  async abandon(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'abandoned';
    await this.#discardScratches();
    await Promise.all([...this.#files.values()].map(discardBegun));
    this.#files.clear();
  }

  /** Neither committed nor given up yet. */
  get open(): boolean {
    return this.#state === 'open';
  }

  get committed(): boolean {
    return this.#state === 'committed';
  }

  #writeSidecar(target: string, text: string): Promise<AtomicFile> {
    const path = sidecarPath(target);
    return onDisk(cannotWrite(path), async () => {
      const file = await AtomicFile.create(path, this.#ledger);
      try {
        await file.append(Buffer.from(text, 'utf8'));
        await file.seal();
        await this.#stillOpen(file);
        return file;
      } catch (thrown) {
        await file.discard();
        throw thrown;
      }
    });
  }

  /** The job may have been given up while a file was made: nobody else would remove that file then. */
  async #stillOpen(file: { discard(): Promise<void> }): Promise<void> {
    if (this.#state === 'open') return;
    await file.discard();
    throw noSuchExport();
  }

  async #discardScratches(): Promise<void> {
    await Promise.all([...this.#scratches.values()].map((scratch) => scratch.discard()));
    this.#scratches.clear();
  }

  #begun(exportId: string): Begun {
    const begun = this.#files.get(exportId);
    if (!begun) throw noSuchExport();
    return begun;
  }
}

async function discardBegun(begun: Begun | undefined): Promise<void> {
  await begun?.file.discard();
  await begun?.sidecar?.discard();
}

/** "Rain.wav" has "Rain.wav.json" beside it: no other format's, and no file of the person's own, is called so. */
export const sidecarPath = (target: string): string => `${target}.json`;

export const noSuchExport = (): StudioError =>
  new StudioError('not-found', 'There is no such export.', 'Export again.');
