import type { ExportFormat } from '../../preload/contract/contract';
import type { ProjectDocument } from '../../preload/contract/document';
import { StudioError, type Result } from '../../preload/contract/errors';
import { renderMix, type RenderRange } from '../audio/render';

type Options = {
  exportId: string;
  document: ProjectDocument;
  format: ExportFormat;
  range: RenderRange;
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
};

/** A reply's value, or its error thrown. */
export function valueOf<T>(reply: Result<T>): T {
  if (reply.ok) return reply.value;
  throw new StudioError(reply.error.tag, reply.error.message, reply.error.remedy);
}

/**
 * Renders a range and streams it to an export that was begun, block by block, and finishes it.
 * @throws StudioError with the export left for the caller to cancel
 */
export async function streamMix(options: Options): Promise<{ fileName: string }> {
  const { exportId, document, format, range, onProgress, signal } = options;
  await renderMix({
    document,
    sampleRate: format.sampleRate,
    range,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
    write: async (channels) => {
      valueOf(await window.studio.request('export.write', { exportId, channels }));
    },
  });
  return valueOf(await window.studio.request('export.finish', { exportId }));
}
