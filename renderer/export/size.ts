import type { ExportFormat } from '../../preload/contract/contract';

const bytesPerSample: Record<ExportFormat['bitDepth'], number> = { '16': 2, '24': 3, '32f': 4 };

/** Bytes of a stereo WAV file, header left aside. */
export const wavBytes = (frames: number, format: ExportFormat): number =>
  frames * 2 * bytesPerSample[format.bitDepth];

/** "820 KB", "12.4 MB", "1.20 GB", in powers of 1000 as file managers count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** "4.25 s", "2 min 05 s", "1 h 02 min" */
export function formatLength(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor(whole / 60) % 60).padStart(2, '0')} min`;
}
