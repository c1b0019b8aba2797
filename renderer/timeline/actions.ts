import type { Clip } from '../../preload/contract/document';
import { pasteClips, type CopiedClips } from '../document/edits/clipboard';
import { addedClipIds } from '../document/edits/changed';
import { repeatClips } from '../document/edits/duplicate';
import { loopClips } from '../document/edits/loop-region';
import { moveClips, moveClipsTo } from '../document/edits/move';
import { canSplit, splitClips } from '../document/edits/split';
import { addTrack, changeTrack, duplicateTrack, removeTrack } from '../document/edits/tracks';
import { adaptiveGrid } from '../document/grid';
import { followers, openGap, rippleRemove, rippleTrim } from '../document/ripple';
import { byStart, clipEnd, clipsById, clipsByTrack, extent, trackById, trackIndex } from '../document/select';
import { editor, useView } from '../state/session';
import { dispatchArranged } from './arrange';
import { deleteEnvelopePoint } from './clip-actions';
import { focusClip } from './focus';
import { copied, currentRange, deleteRange, hasRange, loopRange, splitRange } from './range-actions';
import { clearSelection, selectClips, selectedClipIds, selectTrack } from './selection';
import { playheadSamples } from './snapping';
import { reveal, zoomToSamples } from './viewport';
import { zeroCrossingNear } from './zero-crossing';

/** What was cut or copied: kept by the window, for any project opened in it. */
let clipboard: CopiedClips | null = null;

export const hasSelection = (): boolean => selectedClipIds().length > 0;
/** Clips or time are selected. */
export const hasClipsOrRange = (): boolean => hasSelection() || hasRange();
export const hasCopied = (): boolean => clipboard !== null;

const plural = (label: string, count: number): string =>
  count === 1 ? `${label} clip` : `${label} ${count} clips`;

export function copySelection(): void {
  clipboard = copied() ?? clipboard;
}

/** Deletes what the selection means: an envelope's point, a stretch of time, or clips. */
export function deleteSelection(label = 'Delete'): void {
  if (deleteEnvelopePoint() || deleteRange(`${label} range`)) return;
  const ids = selectedClipIds();
  const { ripple } = useView.getState();
  dispatchArranged(plural(label, ids.length), rippleRemove(editor.document, ids, ripple));
  clearSelection();
}

export function cutSelection(): void {
  copySelection();
  deleteSelection('Cut');
}

/** Pastes at `time` (samples), by default at the playhead, from the selected track downwards. */
export function paste(at: { time?: number; trackId?: string | null } = {}): void {
  if (!clipboard) return;
  const { document } = editor;
  const { selectedTrackId, ripple } = useView.getState();
  const trackId = at.trackId ?? (selectedTrackId === 'master' ? null : selectedTrackId);
  const time = at.time ?? playheadSamples();
  const pasted = pasteClips(document, clipboard, { trackId, time });
  const tracks = new Set(pasted.flatMap((each) => (each.type === 'clip.add' ? [each.clip.trackId] : [])));
  const length = Math.round((clipboard.length * document.sampleRate) / clipboard.sampleRate);
  const room = openGap(document, [...tracks], time, length, ripple);
  dispatchArranged(plural('Paste', clipboard.items.length), [...room, ...pasted]);
  selectClips(addedClipIds(pasted));
  reveal(time);
}

/** Copies of the selection behind it, `count` of them; with ripple, what is behind makes room. */
export function repeatSelection(count: number): void {
  const { document } = editor;
  const ids = selectedClipIds();
  const range = extent(document, ids);
  if (!range) return;
  const tracks = new Set(clipsById(document, ids).map((clip) => clip.trackId));
  const length = (range.end - range.start) * count;
  const room = openGap(document, [...tracks], range.end, length, useView.getState().ripple);
  const operations = repeatClips(document, ids, count);
  dispatchArranged(count === 1 ? plural('Duplicate', ids.length) : `Repeat ${count} times`, [
    ...room,
    ...operations,
  ]);
  const added = addedClipIds(operations);
  selectClips(added);
  reveal(range.end + length);
}

/** The clips a split at `time` cuts: the selected ones there, or all there when none is selected. */
function splittable(time: number, all: boolean): Clip[] {
  const selected = all ? [] : selectedClipIds();
  const ids = selected.length > 0 ? selected : Object.keys(editor.document.clips);
  return clipsById(editor.document, ids).filter((clip) => canSplit(clip, time));
}

export const canSplitHere = (): boolean => hasRange() || splittable(playheadSamples(), false).length > 0;
export const canSplitAll = (): boolean => splittable(playheadSamples(), true).length > 0;

/**
 * Splits what is selected at the playhead, or with `all` what lies under it on every track, and selects what lies
 * behind the cut, ready to be moved or deleted. A time selection is split at its edges.
 */
export async function splitHere(all = false): Promise<void> {
  if (!all && splitRange()) return;
  const time = playheadSamples();
  const clips = splittable(time, all);
  const cuts = new Map<string, number>();
  if (useView.getState().snapToZero) {
    await Promise.all(clips.map(async (clip) => cuts.set(clip.id, await zeroCrossingNear(clip, time))));
  }
  const ids = clips.map(({ id }) => id);
  const operations = splitClips(editor.document, ids, time, ({ id }) => cuts.get(id) ?? time);
  editor.dispatch(plural('Split', ids.length), operations);
  if (operations.length > 0) selectClips(addedClipIds(operations));
}

/** Moves the earliest of the selected clips to the playhead, the others with it. */
export function moveToPlayhead(): void {
  const ids = selectedClipIds();
  dispatchArranged('Move to the playhead', moveClipsTo(editor.document, ids, playheadSamples()));
}

/** Moves one edge of the selected clips that lie under the playhead to it. */
export function trimToPlayhead(edge: 'start' | 'end'): void {
  const { document } = editor;
  const { ripple } = useView.getState();
  const time = playheadSamples();
  const under = clipsById(document, selectedClipIds()).filter((clip) => canSplit(clip, time));
  const operations = under.flatMap((clip) =>
    rippleTrim(document, [clip.id], edge, time - (edge === 'start' ? clip.start : clipEnd(clip)), ripple),
  );
  dispatchArranged(edge === 'start' ? 'Trim start to playhead' : 'Trim end to playhead', operations);
}

/** Moves the selection by one grid step, or by 10 ms. Key presses in a row are one undo step. */
export function nudge(direction: 1 | -1, fine: boolean): void {
  const { document } = editor;
  const { step } = adaptiveGrid(useView.getState().gridUnit, useView.getState().pixelsPerSecond, document);
  const time = direction * (fine ? 0.01 : step) * document.sampleRate;
  const ids = selectedClipIds();
  const all = followers(document, ids, useView.getState().ripple);
  dispatchArranged('Nudge', moveClips(document, all, { time, rows: 0 }), `nudge ${ids.join()}`);
}

export function moveRows(rows: 1 | -1): void {
  const ids = selectedClipIds();
  dispatchArranged(
    'Move to another track',
    moveClips(editor.document, ids, { time: 0, rows }),
    `rows ${ids.join()}`,
  );
  const [first] = clipsById(editor.document, ids);
  if (first) selectTrack(first.trackId);
}

export function loopSelection(): void {
  if (!loopRange()) editor.dispatch('Loop selection', loopClips(editor.document, selectedClipIds()));
}

export function zoomToSelection(): void {
  const range = currentRange() ?? extent(editor.document, selectedClipIds());
  if (range) zoomToSamples(range.start, range.end);
}

/** Selects the clip before or after the selected one on its track; without a selection, the track's first. */
export function selectNeighbour(direction: 1 | -1): void {
  const { document } = editor;
  const [current] = clipsById(document, selectedClipIds()).sort(byStart);
  const trackId = current?.trackId ?? useView.getState().selectedTrackId ?? document.tracks[0]?.id ?? '';
  const clips = clipsByTrack(document).get(trackId) ?? [];
  const index = current ? clips.indexOf(current) + direction : 0;
  const next = clips[index];
  if (!next) return;
  selectClips([next.id]);
  reveal(next.start);
  focusClip(next.id);
}

/** From a track's header to its first clip in sight or behind: the selection begins anew there. */
export function enterTrack(): void {
  clearSelection();
  selectNeighbour(1);
}

/** The selected track, unless it is the master or gone. */
export function currentTrackId(): string | null {
  const { selectedTrackId } = useView.getState();
  return selectedTrackId !== null && trackById(editor.document, selectedTrackId) ? selectedTrackId : null;
}

export const hasTrack = (): boolean => currentTrackId() !== null;

export function addTrackBelow(): void {
  const operations = addTrack(editor.document, currentTrackId());
  editor.dispatch('Add track', operations);
  for (const operation of operations) if (operation.type === 'track.add') selectTrack(operation.track.id);
}

export function removeCurrentTrack(): void {
  const id = currentTrackId();
  if (id === null) return;
  const index = trackIndex(editor.document, id);
  editor.dispatch('Delete track', removeTrack(editor.document, id));
  const { tracks } = editor.document;
  useView.setState({ selectedTrackId: tracks[Math.min(index, tracks.length - 1)]?.id ?? null });
}

export function duplicateCurrentTrack(): void {
  const id = currentTrackId();
  if (id === null) return;
  const operations = duplicateTrack(editor.document, id);
  editor.dispatch('Duplicate track', operations);
  for (const operation of operations) if (operation.type === 'track.add') selectTrack(operation.track.id);
}

export function toggleTrack(key: 'muted' | 'soloed'): void {
  const track = trackById(editor.document, currentTrackId() ?? '');
  if (!track) return;
  const verb = key === 'muted' ? 'Mute track' : 'Solo track';
  editor.dispatch(verb, changeTrack(editor.document, track.id, { [key]: !track[key] }));
}
