import { useCallback, useRef, useState } from 'react';
import { toAppError, type AppError } from '../../preload/contract/errors';
import type { ExportOptions } from '../../preload/contract/export';
import type { PlannedFile } from './plan';
import { runExport, type ExportResult } from './runExport';

export type ExportState =
  | { phase: 'idle' }
  | { phase: 'running'; names: readonly string[]; index: number; fraction: number; startedAt: number }
  | { phase: 'done'; result: ExportResult; seconds: number }
  | { phase: 'cancelled' }
  | { phase: 'failed'; error: AppError };

/** Least time between two pictures of the progress, in milliseconds. */
const SHOWN_EVERY = 200;

/** One export at a time, which can be cancelled at any moment. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);

  const start = useCallback(async (files: readonly PlannedFile[], options: ExportOptions): Promise<void> => {
    if (running.current) return;
    const abort = new AbortController();
    running.current = abort;
    setState({ phase: 'idle' });
    let startedAt = performance.now();
    let names: readonly string[] = [];
    let shownAt = 0;
    try {
      const result = await runExport({
        files,
        options,
        signal: abort.signal,
        onStart: (chosen) => {
          startedAt = performance.now();
          names = chosen;
        },
        onProgress: (fraction, index) => {
          const now = performance.now();
          if (now - shownAt < SHOWN_EVERY) return;
          shownAt = now;
          setState({ phase: 'running', names, index, fraction, startedAt });
        },
      });
      const seconds = (performance.now() - startedAt) / 1000;
      setState(result ? { phase: 'done', result, seconds } : { phase: 'idle' });
    } catch (thrown) {
      const error = toAppError(thrown);
      setState(error.tag === 'cancelled' ? { phase: 'cancelled' } : { phase: 'failed', error });
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
