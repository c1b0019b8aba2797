import { meaningfulFormat, type ExportFormat, type ExportOptions } from '../../preload/contract/export';
import { plannedFrames, type Mix, type PlannedFile } from './plan';

const pcmBytes: Record<ExportFormat['bitDepth'], number> = { '16': 2, '24': 3, '32f': 4 };
/** How much libFLAC leaves of ordinary sound, on the careful side. */
const FLAC_SHARE = 0.75;

export const channelCount = ({ channels }: Pick<ExportFormat, 'channels'>): 1 | 2 =>
  channels === 'mono' ? 1 : 2;

/** Bytes of so many frames in a format, near enough to plan with. */
export function fileBytes(frames: number, format: ExportFormat): number {
  const { codec, bitDepth, kbps, sampleRate } = meaningfulFormat(format);
  const samples = frames * channelCount(format);
  if (codec === 'wav') return samples * pcmBytes[bitDepth];
  if (codec === 'flac') return samples * pcmBytes[bitDepth] * FLAC_SHARE;
  return (frames / sampleRate) * kbps * 125;
}

/** The most that will lie on the disk at one time: all files, and the floats of one that is being normalised. */
export function estimatedBytes(files: readonly PlannedFile[], options: ExportOptions): number {
  const { sampleRate } = meaningfulFormat(options.format);
  const frames = (mix: Mix): number => plannedFrames(mix, sampleRate);
  const normalised = options.loudness.target === null ? [] : files.filter(({ stemOf }) => stemOf === null);
  const longest = normalised.reduce((most, mix) => Math.max(most, frames(mix)), 0);
  const scratch = longest * channelCount(options.format) * 4;
  return files.reduce((sum, file) => sum + fileBytes(frames(file), options.format), scratch);
}

/** "820 KB", "12.4 MB", "1.20 GB", in powers of 1000 as file managers count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** "−23.0 LUFS"; a dash for what could not be measured */
export const formatLevel = (value: number | null, unit: string): string =>
  value === null ? '–' : `${value.toFixed(1).replace('-', '−')} ${unit}`;

/** "4.25 s", "2 min 05 s", "1 h 02 min" */
export function formatLength(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor(whole / 60) % 60).padStart(2, '0')} min`;
}

/** "2 s left", "3 min left"; empty while it is too early to tell. `elapsed` in seconds. */
export function timeLeft(fraction: number, elapsed: number): string {
  if (fraction < 0.03 || elapsed < 1.5) return '';
  const left = (elapsed / fraction) * (1 - fraction);
  if (left < 90) return `${Math.max(1, Math.ceil(left))} s left`;
  return `${Math.round(left / 60)} min left`;
}
