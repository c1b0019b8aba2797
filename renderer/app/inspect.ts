import type { ProjectDocument } from '../../preload/contract/document';
import type { TimeRange } from '../document/arranging';
import { editor, useView } from '../state/session';
import { work } from '../timeline/work';

/** What the window shows, to be read: the developer tools' console and the end-to-end tests look at it. */
export type Inspection = {
  readonly document: ProjectDocument;
  readonly dirty: boolean;
  /** labels of the undo steps, and how many of them are applied */
  readonly steps: readonly string[];
  readonly applied: number;
  readonly selectedClipIds: readonly string[];
  readonly selectedTrackId: string | null;
  /** the time selection */
  readonly range: TimeRange | null;
  readonly pixelsPerSecond: number;
  readonly scrollSeconds: number;
  /** what the timeline has drawn and rendered since the window opened */
  readonly work: Readonly<typeof work>;
};

declare global {
  interface Window {
    readonly inspection: Inspection;
  }
}

/** Gives the window's `inspection`: worked out whenever it is read, and with no way to change anything through it. */
export function offerInspection(): void {
  Object.defineProperty(window, 'inspection', {
    get: (): Inspection => {
      const { selectedClipIds, selectedTrackId, range, pixelsPerSecond, scrollSeconds } = useView.getState();
      const { steps, applied } = editor.history;
      return {
        document: structuredClone(editor.document),
        dirty: editor.dirty,
        steps: steps.map(({ label }) => label),
        applied,
        selectedClipIds: [...selectedClipIds],
        selectedTrackId,
        range,
        pixelsPerSecond,
        scrollSeconds,
        work: { ...work },
      };
    },
  });
}
