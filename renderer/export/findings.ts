import { meaningfulFormat, type ExportOptions } from '../../preload/contract/export';
import { formatLevel } from './estimate';
import type { ExportedFile } from './runExport';

/** EBU R 128 allows a programme half a unit. */
const TOLERANCE = 0.5;

/** The target was aimed at and missed: too far for the peaks that the ceiling allows, or nothing to be measured. */
export const missesTarget = ({ stem, report }: ExportedFile, { loudness }: ExportOptions): boolean =>
  loudness.target !== null &&
  !stem &&
  (report.integrated === null || Math.abs(report.integrated - loudness.target) > TOLERANCE);

/** Samples over full scale that the format cut off; Opus keeps them. */
export const clips = ({ report }: ExportedFile, options: ExportOptions): boolean => {
  const { codec, bitDepth } = meaningfulFormat(options.format);
  return codec !== 'opus' && bitDepth !== '32f' && (report.peakDb ?? -Infinity) > 0;
};

const count = (files: readonly ExportedFile[], all: number): string =>
  all === 1 ? 'The file' : files.length === 1 ? `“${files[0]?.name ?? ''}”` : `${files.length} files`;

/** What a person should know about files before sending them on; a sentence each. */
export function findings(files: readonly ExportedFile[], options: ExportOptions): string[] {
  const { target, ceiling } = options.loudness;
  const found: string[] = [];
  const silent = files.filter((file) => missesTarget(file, options) && file.report.integrated === null);
  const missed = files.filter((file) => missesTarget(file, options) && file.report.integrated !== null);
  const clipped = files.filter((file) => clips(file, options));
  if (missed.length > 0) {
    const peaks = formatLevel(ceiling, 'dBTP');
    found.push(
      `${count(missed, files.length)} did not reach ${formatLevel(target ?? 0, 'LUFS')} with peaks under ${peaks}.`,
    );
  }
  if (silent.length > 0) {
    const are = silent.length === 1 ? 'is' : 'are';
    found.push(
      `${count(silent, files.length)} ${are} too short or too quiet to be measured, and left as mixed.`,
    );
  }
  if (clipped.length > 0) {
    found.push(
      `${count(clipped, files.length)} went over full scale and ${clipped.length === 1 ? 'was' : 'were'} clipped: turn the mix down, set a loudness target, or choose 32-bit float.`,
    );
  }
  return found;
}
