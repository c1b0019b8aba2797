import type { Launch } from '../../preload/contract/contract';
import { toAppError } from '../../preload/contract/errors';
import { planExport } from './plan';
import { runExport } from './runExport';

/**
 * What a hidden render window does: the export that its options describe, by the code of the studio's own dialog.
 * Main is told how it ended.
 */
export async function renderAndReport(launch: Extract<Launch, { mode: 'render' }>): Promise<void> {
  const { document, name, range, options } = launch;
  try {
    const scene = {
      document,
      project: name,
      selectedClipIds: new Set<string>(),
      range,
      now: new Date(),
    };
    const result = await runExport({ files: planExport(scene, options), options });
    const files = (result?.files ?? []).map((file) => ({ name: file.name, report: file.report }));
    await window.studio.request('export.rendered', { error: null, files });
  } catch (error) {
    await window.studio.request('export.rendered', { error: toAppError(error), files: [] });
  }
}
