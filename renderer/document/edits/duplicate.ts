import type { ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { extent } from '../select';
import { copyClipsShifted } from './move';

/** Copies of the clips right behind them: the group's distances are kept, so a pattern repeats seamlessly. */
export function duplicateClips(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  return repeatClips(document, ids, 1);
}

/** `count` copies of the clips, each behind the one before. */
export function repeatClips(document: ProjectDocument, ids: Iterable<string>, count: number): Operation[] {
  const list = [...ids];
  const range = extent(document, list);
  if (!range) return [];
  return Array.from({ length: count }, (_, index) =>
    copyClipsShifted(document, list, { time: (range.end - range.start) * (index + 1), rows: 0 }),
  ).flat();
}
