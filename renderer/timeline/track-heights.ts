import { changeTrack } from '../document/edits/tracks';
import { editor } from '../state/session';
import { LANE_MAX, LANE_MIN } from './gestures/lane-height';
import { rowsOf } from './rows';
import { useViewport } from './viewport';

/** CSS pixels. */
export const trackHeights = { small: 34, medium: 76, large: 152 } as const;

const within = (height: number): number => Math.round(Math.min(LANE_MAX, Math.max(LANE_MIN, height)));

/** One undo step however many tracks; steps in a row are one. */
function setHeights(label: string, heightOf: (before: number) => number): void {
  const { document } = editor;
  const operations = document.tracks.flatMap((track) =>
    changeTrack(document, track.id, { height: within(heightOf(track.height)) }),
  );
  editor.dispatch(label, operations, 'track heights');
}

export const setAllHeights = (height: number): void => setHeights('Track heights', () => height);

export const scaleHeights = (factor: number): void =>
  setHeights('Track heights', (before) => before * factor);

/** Every row as high as lets all of them be seen. Automation lanes keep theirs. */
export function fitHeights(): void {
  const rows = rowsOf(editor.document).list;
  const tracks = rows.filter((row) => row.kind === 'track').length;
  const lanes = rows.reduce((sum, row) => sum + (row.kind === 'lane' ? row.height : 0), 0);
  if (tracks > 0) setAllHeights((useViewport.getState().height - lanes) / tracks);
}
