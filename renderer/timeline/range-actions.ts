import { copyClips, type CopiedClips } from '../document/edits/clipboard';
import type { TimeRange } from '../document/arranging';
import { setLoopRegion } from '../document/edits/loop-region';
import { clipTracks } from '../document/edits/move';
import {
  clearRange,
  closeGaps,
  copyRange,
  cropToRange,
  deleteTime,
  insertTime,
  splitAtRange,
} from '../document/edits/time-range';
import { clipsById, extent } from '../document/select';
import { revealFile } from '../state/outgoing';
import { editor, useView } from '../state/session';
import { dispatchArranged } from './arrange';
import { clearSelection, selectClips, selectedClipIds, selectRange } from './selection';
import { zeroCrossingNear } from './zero-crossing';

export const currentRange = (): TimeRange | null => useView.getState().range;
export const hasRange = (): boolean => currentRange() !== null;

/** Runs with the time selection, if there is one; says whether there was. */
export function withRange(work: (range: TimeRange) => void): boolean {
  const range = currentRange();
  if (range) work(range);
  return range !== null;
}

/** The range on all tracks when ripple is for all. */
const rippled = (range: TimeRange): TimeRange =>
  useView.getState().ripple === 'all'
    ? { ...range, trackIds: clipTracks(editor.document).map(({ id }) => id) }
    : range;

/** Removes what is in the range; with ripple, the time of it too. */
export function deleteRange(label = 'Delete range'): boolean {
  return withRange((range) => {
    const { document } = editor;
    if (useView.getState().ripple === 'off') dispatchArranged(label, clearRange(document, range));
    else editor.dispatch(label, deleteTime(document, rippled(range)));
    clearSelection();
  });
}

/** What copying takes: the time selection, or else the selected clips. */
export function copied(): CopiedClips | null {
  const range = currentRange();
  return range ? copyRange(editor.document, range) : copyClips(editor.document, selectedClipIds());
}

export const deleteTimeOfRange = (): boolean =>
  withRange((range) => {
    editor.dispatch('Delete time', deleteTime(editor.document, range));
    clearSelection();
  });

export const insertTimeOfRange = (): boolean =>
  withRange((range) => editor.dispatch('Insert time', insertTime(editor.document, range)));

export const cropToTimeRange = (): boolean =>
  withRange((range) => dispatchArranged('Crop to range', cropToRange(editor.document, range)));

export const splitRange = (): boolean =>
  withRange((range) => editor.dispatch('Split at range', splitAtRange(editor.document, range)));

export const loopRange = (): boolean =>
  withRange((range) => editor.dispatch('Loop range', setLoopRegion(editor.document, range.start, range.end)));

/** The time that the selected clips take, on their tracks. */
export function rangeFromClips(): void {
  const ids = selectedClipIds();
  const place = extent(editor.document, ids);
  if (!place) return;
  const trackIds = new Set(clipsById(editor.document, ids).map((clip) => clip.trackId));
  selectRange({ ...place, trackIds: [...trackIds] });
}

/** The clips that lie in the time selection, even in part. */
export function clipsFromRange(): void {
  withRange(({ start, end, trackIds }) => {
    const tracks = new Set(trackIds);
    const inside = Object.values(editor.document.clips).filter(
      (clip) => tracks.has(clip.trackId) && clip.start < end && clip.start + clip.length > start,
    );
    selectClips(inside.map((clip) => clip.id));
  });
}

/** Moves the range's edges to the nearest zero crossings of the clips under them. */
export async function rangeToZero(): Promise<void> {
  const range = currentRange();
  if (!range) return;
  const move = async (time: number): Promise<number> => {
    const clip = Object.values(editor.document.clips).find(
      (each) =>
        range.trackIds.includes(each.trackId) && each.start <= time && time < each.start + each.length,
    );
    return clip ? zeroCrossingNear(clip, time) : time;
  };
  const [start, end] = await Promise.all([move(range.start), move(range.end)]);
  // A range that was changed meanwhile is the person's.
  if (currentRange() === range && end > start) selectRange({ ...range, start, end });
}

export function closeGapsOfSelection(): void {
  dispatchArranged('Close gaps', closeGaps(editor.document, selectedClipIds()));
}

/** Makes a WAV file of what is heard in the time selection and shows it in its folder. */
export async function showRangeFile(): Promise<void> {
  const range = currentRange();
  if (range) await revealFile({ kind: 'range', range });
}
