import type { ExportFormat, FileMetadata, LoudnessReport } from '../../preload/contract/export';

/** The JSON beside a sound file: everything needed to find out what is in it and to make it again. */
export function sidecarText(
  fileName: string,
  format: ExportFormat,
  metadata: FileMetadata,
  frames: number,
  report: LoudnessReport | null,
): string {
  const { sampleRate } = format;
  const seconds = (at: number): number => Math.round((at / sampleRate) * 1e6) / 1e6;
  const document = {
    file: fileName,
    project: metadata.project,
    title: metadata.title,
    description: metadata.description,
    createdAt: metadata.createdAt,
    format: {
      codec: format.codec,
      sampleRate,
      ...(format.codec === 'wav' || format.codec === 'flac'
        ? { bitDepth: format.bitDepth }
        : { kbps: format.kbps }),
    },
    frames,
    seconds: seconds(frames),
    timeReference: metadata.timeReference,
    loudness: report,
    markers: metadata.markers.map(({ name, at, length }) => ({
      name,
      seconds: seconds(at),
      length: seconds(length),
    })),
    clips: metadata.clips.map(({ at, length, ...clip }) => ({
      ...clip,
      seconds: seconds(at),
      length: seconds(length),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
