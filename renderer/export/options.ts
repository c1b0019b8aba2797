import type { ExportOptions } from '../../preload/contract/export';
import type { ExportScene } from './plan';

export const ofClips = ({ source }: Pick<ExportOptions, 'source'>): boolean =>
  source === 'clips' || source === 'each-clip';

/** Clips have no stems: what is chosen for other sources waits until one of them is exported again. */
export const inStems = (options: Pick<ExportOptions, 'source' | 'stems'>): boolean =>
  options.stems !== 'none' && !ofClips(options);

/** Sources that what is open now does not have are the whole project until it has them again. */
export function possible(
  options: ExportOptions,
  { document, selectedClipIds, range }: ExportScene,
): ExportOptions {
  const there = {
    project: true,
    loop: document.loop.end > document.loop.start,
    range: range !== null,
    clips: selectedClipIds.size > 0,
    'each-clip': Object.keys(document.clips).length > 0,
    regions: document.markers.some(({ length }) => length > 0),
  }[options.source];
  return there ? options : { ...options, source: 'project' };
}
