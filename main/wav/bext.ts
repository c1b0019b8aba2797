import type { FileMetadata, LoudnessReport } from '../../preload/contract/export';
import { chunk, FieldWriter } from './chunks';

const ORIGINATOR = 'GANmix Studio';
/** EBU Tech 3285 s2: loudness values are hundredths; 0x7fff stands for "not measured". */
const UNMEASURED = 0x7fff;
const hundredths = (value: number | null): number =>
  value === null ? UNMEASURED : Math.max(-0x7fff, Math.min(0x7ffe, Math.round(value * 100)));

/**
 * The broadcast extension chunk, version 2 of EBU Tech 3285: who made the file, when, where it lies in time
 * (`timeReference`, frames since the project's zero), and how loud it is. Always 8 + 602 + the coding history long.
 */
export function bextChunk(
  metadata: FileMetadata,
  format: { sampleRate: number; channels: number; bitDepth: string },
  report: LoudnessReport | null,
): Uint8Array {
  // "2026-11-24T17:16:33…": the date and the time as the person's clock showed them.
  const date = metadata.createdAt.slice(0, 10);
  const time = metadata.createdAt.slice(11, 19);
  const reference = `GANMIX${date.replaceAll('-', '')}${time.replaceAll(':', '')}`;
  const mode = format.channels === 1 ? 'mono' : 'stereo';
  const history = `A=PCM,F=${format.sampleRate},W=${Number.parseInt(format.bitDepth, 10)},M=${mode},T=${ORIGINATOR}\r\n`;
  const body = new FieldWriter()
    .text(metadata.description || metadata.title, 256)
    .text(ORIGINATOR, 32)
    .text(reference, 32)
    .text(date, 10)
    .text(time, 8)
    .u64(metadata.timeReference)
    .u16(2)
    // no UMID
    .bytes(new Uint8Array(64))
    .i16(hundredths(report?.integrated ?? null))
    .i16(hundredths(report?.range ?? null))
    .i16(hundredths(report?.truePeakDb ?? null))
    .i16(hundredths(report?.maxMomentary ?? null))
    .i16(hundredths(report?.maxShortTerm ?? null))
    .bytes(new Uint8Array(180))
    .text(history, history.length + (history.length % 2));
  return chunk('bext', body.done());
}
