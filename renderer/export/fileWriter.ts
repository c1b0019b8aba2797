import { EXPORT_BLOCK_FRAMES, type ExportFormat, type LoudnessReport } from '../../preload/contract/export';
import { ask, Backlog } from './bridge';
import { channelCount } from './estimate';
import { OpusPackets } from './opus';
import type { PlannedFile } from './plan';

/** Blocks that may be on their way to main. */
const AHEAD = 2;
/** Frames of a block read back from scratch: 5 s at 48 kHz, for two passes to take turns with the page. */
const READ = EXPORT_BLOCK_FRAMES / 2;

/** One file of a job, as blocks go into it: as samples, or as packets where the page is the encoder. */
export class FileWriter {
  readonly #backlog = new Backlog(AHEAD);
  #frames = 0;

  private constructor(
    private readonly exportId: string,
    private readonly opus: OpusPackets | null,
  ) {}

  static async begin(
    jobId: string,
    index: number,
    file: PlannedFile,
    format: ExportFormat,
    maxFrames: number,
  ): Promise<FileWriter> {
    const { metadata } = file;
    const channels = channelCount(format);
    const { exportId } = await ask('export.begin', { jobId, index, format, channels, maxFrames, metadata });
    return new FileWriter(exportId, format.codec === 'opus' ? new OpusPackets(channels, format.kbps) : null);
  }

  get frames(): number {
    return this.#frames;
  }

  async write(channels: Float32Array[]): Promise<void> {
    const { exportId, opus } = this;
    this.#frames += channels[0]?.length ?? 0;
    if (!opus) return this.#backlog.add(ask('export.write', { exportId, channels: whole(channels) }));
    const packets = await opus.write(channels);
    if (packets.packets.length > 0) await this.#backlog.add(ask('export.packets', { exportId, ...packets }));
  }

  /** Bytes of the finished file. */
  async finish(report: LoudnessReport): Promise<number> {
    const { exportId, opus } = this;
    if (opus) await this.#backlog.add(ask('export.packets', { exportId, ...(await opus.finish()) }));
    await this.#backlog.drain();
    return (await ask('export.finish', { exportId, frames: this.#frames, report })).bytes;
  }

  close(): void {
    this.opus?.close();
  }
}

/** Sound on disk between two passes. */
export class ScratchSound {
  readonly #backlog = new Backlog(AHEAD);
  #frames = 0;

  private constructor(
    private readonly exportId: string,
    readonly sampleRate: number,
    readonly channels: 1 | 2,
  ) {}

  static async begin(jobId: string, sampleRate: number, channels: 1 | 2): Promise<ScratchSound> {
    return new ScratchSound(
      (await ask('export.scratch', { jobId, channels })).exportId,
      sampleRate,
      channels,
    );
  }

  get frames(): number {
    return this.#frames;
  }

  async write(channels: Float32Array[]): Promise<void> {
    this.#frames += channels[0]?.length ?? 0;
    await this.#backlog.add(ask('export.write', { exportId: this.exportId, channels: whole(channels) }));
  }

  async *blocks(): AsyncGenerator<Float32Array[]> {
    await this.#backlog.drain();
    for (let frame = 0; frame < this.#frames; frame += READ) {
      const frames = Math.min(READ, this.#frames - frame);
      yield (await ask('export.read', { exportId: this.exportId, frame, frames })).channels;
    }
  }

  async discard(): Promise<void> {
    await ask('export.cancel', { exportId: this.exportId });
  }
}

/** A view onto part of a block would cross the bridge with all of the block behind it. */
const whole = (channels: Float32Array[]): Float32Array[] =>
  channels.map((channel) => (channel.byteLength === channel.buffer.byteLength ? channel : channel.slice()));
