import type { ExportFormat, FileMetadata, LoudnessReport } from '../../../preload/contract/export';

/** Where an encoder's bytes go: the file that is being written. */
export type ByteSink = {
  append(bytes: Uint8Array): Promise<void>;
  patch(bytes: Uint8Array, position: number): Promise<void>;
};

export type EncoderPlan = {
  readonly format: ExportFormat;
  readonly channels: number;
  /** the most frames that may come */
  readonly maxFrames: number;
  readonly metadata: FileMetadata;
};

/** What is known of a file when its last sample has come. */
export type FileEnd = { readonly frames: number; readonly report: LoudnessReport | null };

/**
 * Turns blocks of sound into the bytes of one file; holds no more than a few blocks in memory. After `finish` or
 * `cancel` it is not used again; both free what it holds, and neither closes the sink.
 */
export interface Encoder {
  /** Blocks in order, each channel of the same length. */
  write(channels: readonly Float32Array[]): Promise<void>;
  /** Sound that the page has encoded itself. */
  writePackets(head: Uint8Array | null, packets: readonly Uint8Array[]): Promise<void>;
  finish(end: FileEnd): Promise<void>;
  cancel(): Promise<void>;
}
