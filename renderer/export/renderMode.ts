import type { Launch } from '../../preload/contract/contract';
import { toAppError } from '../../preload/contract/errors';
import { wholeProject } from '../audio/render';
import { streamMix } from './streamMix';

/**
 * What a hidden render window does: the whole project through the graph the studio plays it with, streamed to main.
 * Main is told when it failed and knows by itself when it is finished.
 */
export async function renderAndReport(launch: Extract<Launch, { mode: 'render' }>): Promise<void> {
  const { document, format, exportId } = launch;
  try {
    await streamMix({ exportId, document, format, range: wholeProject(document) });
  } catch (error) {
    await window.studio.request('export.failed', { exportId, error: toAppError(error) });
  }
}
