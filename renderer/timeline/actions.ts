import { toggleClipMute } from '../document/edits/clip-state';
import { copyClips, pasteClips, type CopiedClips } from '../document/edits/clipboard';
import { addedClipIds } from '../document/edits/changed';
import { duplicateClips } from '../document/edits/duplicate';
import { setFadeCurve, setFadeLength, type FadeSide } from '../document/edits/fade';
import { changeGain, setGain } from '../document/edits/gain';
import { loopClips } from '../document/edits/loop-region';
import { moveClips } from '../document/edits/move';
import { removeClips } from '../document/edits/remove';
import { canSplit, splitClips } from '../document/edits/split';
import { addTrack, changeTrack, duplicateTrack, moveTrack, removeTrack } from '../document/edits/tracks';
import type { FadeCurve } from '../../preload/contract/document';
import { adaptiveGrid } from '../document/grid';
import { byStart, clipsById, clipsByTrack, extent, trackById, trackIndex } from '../document/select';
import { editor, useView } from '../state/session';
import { clearClipSelection, selectClips, selectedClipIds, selectTrack } from './selection';
import { playheadSamples } from './snapping';
import { reveal, useViewport, zoomToSamples } from './viewport';

/** What was cut or copied: kept by the window, for any project opened in it. */
let copied: CopiedClips | null = null;

export const hasSelection = (): boolean => selectedClipIds().length > 0;
export const hasCopied = (): boolean => copied !== null;

const plural = (label: string, count: number): string =>
  count === 1 ? `${label} clip` : `${label} ${count} clips`;

export function copySelection(): void {
  copied = copyClips(editor.document, selectedClipIds()) ?? copied;
}

export function deleteSelection(label = 'Delete'): void {
  const ids = selectedClipIds();
  editor.dispatch(plural(label, ids.length), removeClips(editor.document, ids));
  clearClipSelection();
}

export function cutSelection(): void {
  copySelection();
  deleteSelection('Cut');
}

/** Pastes at `time` (samples), by default at the playhead, from the selected track downwards. */
export function paste(at: { time?: number; trackId?: string | null } = {}): void {
  if (!copied) return;
  const { selectedTrackId } = useView.getState();
  const trackId = at.trackId ?? (selectedTrackId === 'master' ? null : selectedTrackId);
  const time = at.time ?? playheadSamples();
  const operations = pasteClips(editor.document, copied, { trackId, time });
  editor.dispatch(plural('Paste', copied.items.length), operations);
  selectClips(addedClipIds(operations));
  reveal(time);
}

export function duplicateSelection(): void {
  const ids = selectedClipIds();
  const operations = duplicateClips(editor.document, ids);
  editor.dispatch(plural('Duplicate', ids.length), operations);
  selectClips(addedClipIds(operations));
  const range = extent(editor.document, addedClipIds(operations));
  if (range) reveal(range.end);
}

/** The clips a split at `time` cuts: the selected ones there, or all there when none is selected. */
function splittable(time: number): string[] {
  const selected = selectedClipIds();
  const ids = selected.length > 0 ? selected : Object.keys(editor.document.clips);
  return clipsById(editor.document, ids)
    .filter((clip) => canSplit(clip, time))
    .map((clip) => clip.id);
}

export const canSplitAtPlayhead = (): boolean => splittable(playheadSamples()).length > 0;

/** Splits, and selects what lies behind the cut, ready to be moved or deleted. */
export function splitAt(time: number, ids: readonly string[] = splittable(time)): void {
  const operations = splitClips(editor.document, ids, time);
  editor.dispatch(plural('Split', ids.length), operations);
  if (operations.length > 0) selectClips(addedClipIds(operations));
}

/** Moves the selection by one grid step, or by 10 ms. Key presses in a row are one undo step. */
export function nudge(direction: 1 | -1, fine: boolean): void {
  const { document } = editor;
  const { step } = adaptiveGrid(
    useViewport.getState().gridUnit,
    useView.getState().pixelsPerSecond,
    document.tempo,
  );
  const time = direction * (fine ? 0.01 : step) * document.sampleRate;
  const ids = selectedClipIds();
  editor.dispatch('Nudge', moveClips(document, ids, { time, rows: 0 }), `nudge ${ids.join()}`);
}

export function moveRows(rows: 1 | -1): void {
  const ids = selectedClipIds();
  editor.dispatch(
    'Move to another track',
    moveClips(editor.document, ids, { time: 0, rows }),
    `rows ${ids.join()}`,
  );
  const [first] = clipsById(editor.document, ids);
  if (first) selectTrack(first.trackId);
}

export function nudgeGain(delta: number): void {
  const ids = selectedClipIds();
  editor.dispatch('Clip gain', changeGain(editor.document, ids, delta), `gain ${ids.join()}`);
}

export function resetGain(): void {
  editor.dispatch('Reset clip gain', setGain(editor.document, selectedClipIds(), 0));
}

export function toggleMuteOfSelection(): void {
  editor.dispatch('Mute clips', toggleClipMute(editor.document, selectedClipIds()));
}

export function setCurveOfSelection(side: FadeSide, curve: FadeCurve): void {
  editor.dispatch('Fade curve', setFadeCurve(editor.document, selectedClipIds(), side, curve));
}

/** Gives the selection short fades on both sides, or takes all fades away: the cure for clicks at hard edges. */
export function fadeSelection(seconds: number): void {
  const { document } = editor;
  const ids = selectedClipIds();
  const length = seconds * document.sampleRate;
  editor.dispatch(
    seconds > 0 ? 'Add fades' : 'Remove fades',
    (['fadeIn', 'fadeOut'] as const).flatMap((side) =>
      // One operation a side: each is computed on the document as it is, so both must fit half the clip.
      clipsById(document, ids).flatMap((clip) =>
        setFadeLength(document, [clip.id], side, Math.min(length, Math.floor(clip.length / 2))),
      ),
    ),
  );
}

export function loopSelection(): void {
  editor.dispatch('Loop selection', loopClips(editor.document, selectedClipIds()));
}

export function zoomToSelection(): void {
  const range = extent(editor.document, selectedClipIds());
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
}

export function selectTrackBy(rows: 1 | -1): void {
  const { tracks } = editor.document;
  const { selectedTrackId } = useView.getState();
  const from = selectedTrackId === null ? -1 : trackIndex(editor.document, selectedTrackId);
  const next = tracks[from === -1 ? 0 : Math.max(0, Math.min(tracks.length - 1, from + rows))];
  if (next) selectTrack(next.id);
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

export function moveCurrentTrack(rows: 1 | -1): void {
  const id = currentTrackId();
  if (id === null) return;
  editor.dispatch('Reorder tracks', moveTrack(editor.document, id, trackIndex(editor.document, id) + rows));
}

export function toggleTrack(key: 'muted' | 'soloed'): void {
  const track = trackById(editor.document, currentTrackId() ?? '');
  if (!track) return;
  const verb = key === 'muted' ? 'Mute track' : 'Solo track';
  editor.dispatch(verb, changeTrack(editor.document, track.id, { [key]: !track[key] }));
}
