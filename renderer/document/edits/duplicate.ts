import type { ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { extent } from '../select';
import { copyClipsShifted } from './move';

/** Copies of the clips right behind them: the group's distances are kept, so a pattern repeats seamlessly. */
export function duplicateClips(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const list = [...ids];
  const range = extent(document, list);
  return range ? copyClipsShifted(document, list, { time: range.end - range.start, rows: 0 }) : [];
}
