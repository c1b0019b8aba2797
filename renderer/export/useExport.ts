import { useCallback, useRef, useState } from 'react';
import type { ExportFormat } from '../../preload/contract/contract';
import type { ProjectDocument } from '../../preload/contract/document';
import { toAppError, type AppError } from '../../preload/contract/errors';
import { renderFrames, type RenderRange } from '../audio/render';
import { streamMix, valueOf } from './streamMix';

export type ExportState =
  | { phase: 'idle' }
  | { phase: 'running'; fileName: string; fraction: number; startedAt: number }
  | { phase: 'done'; fileName: string; exportId: string; seconds: number }
  | { phase: 'failed'; error: AppError };

export type ExportOrder = {
  document: ProjectDocument;
  format: ExportFormat;
  range: RenderRange;
  suggestedName: string;
};

/** One export at a time: asks for the file, renders, and can be cancelled. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);

  const start = useCallback(async (order: ExportOrder): Promise<void> => {
    if (running.current) return;
    const abort = new AbortController();
    running.current = abort;
    let exportId: string | null = null;
    try {
      const { document, format, range, suggestedName } = order;
      const frames = renderFrames(document, format.sampleRate, range);
      const target = valueOf(
        await window.studio.request('export.begin', { format, channels: 2, frames, suggestedName }),
      );
      if (!target) return;
      exportId = target.exportId;
      const startedAt = performance.now();
      const { fileName } = target;
      setState({ phase: 'running', fileName, fraction: 0, startedAt });
      const done = await streamMix({
        exportId,
        document,
        format,
        range,
        signal: abort.signal,
        onProgress: (fraction) => setState({ phase: 'running', fileName, fraction, startedAt }),
      });
      setState({
        phase: 'done',
        fileName: done.fileName,
        exportId,
        seconds: (performance.now() - startedAt) / 1000,
      });
    } catch (thrown) {
      if (exportId !== null) await window.studio.request('export.cancel', { exportId });
      const error = toAppError(thrown);
      setState(error.tag === 'cancelled' ? { phase: 'idle' } : { phase: 'failed', error });
    } finally {
      running.current = null;
    }
  }, []);

  const cancel = useCallback((): void => running.current?.abort(), []);
  const reset = useCallback((): void => {
    if (!running.current) setState({ phase: 'idle' });
  }, []);
  return { state, start, cancel, reset };
}
