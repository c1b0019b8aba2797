import type { ProjectDocument } from '../../preload/contract/document';
import { carryAutomation } from '../document/edits/carry-automation';
import type { Operation } from '../document/operations';
import { settleOverlaps } from '../document/overlaps';
import { curveScale, targetOf } from '../state/automation-targets';
import { editor, useView } from '../state/session';
import { useAutomationTools } from './automation/tools';

/**
 * An edit of clips, with what the chosen overlap policy makes of it, and automation taken along if it is to be. For
 * previews and for edits alike.
 */
export function arranged(document: ProjectDocument, operations: readonly Operation[]): Operation[] {
  const carried = useAutomationTools.getState().followClips
    ? carryAutomation(document, operations, (trackId, target) => {
        const found = targetOf(document, trackId, target);
        return found ? curveScale(found.range) : 'linear';
      })
    : operations;
  return settleOverlaps(document, carried, useView.getState().overlap);
}

/** One edit of the open project, arranged, as one undo step; equal `mergeKey`s in a row become one. */
export function dispatchArranged(
  label: string,
  operations: readonly Operation[],
  mergeKey: string | null = null,
): void {
  editor.dispatch(label, arranged(editor.document, operations), mergeKey);
}
