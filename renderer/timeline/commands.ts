import type { Command } from '../commands/command';
import { editor, useView } from '../state/session';
import {
  addTrackBelow,
  canSplitAtPlayhead,
  copySelection,
  currentTrackId,
  cutSelection,
  deleteSelection,
  duplicateCurrentTrack,
  duplicateSelection,
  fadeSelection,
  hasCopied,
  hasSelection,
  hasTrack,
  loopSelection,
  moveCurrentTrack,
  moveRows,
  nudge,
  nudgeGain,
  paste,
  removeCurrentTrack,
  resetGain,
  selectNeighbour,
  selectTrackBy,
  splitAt,
  toggleMuteOfSelection,
  toggleTrack,
  zoomToSelection,
} from './actions';
import { startRename } from './renaming';
import { clearClipSelection, selectAllClips, selectClipsOfTrack, selectedClipIds } from './selection';
import { playheadSamples } from './snapping';
import { canZoomIn, canZoomOut, useViewport, zoomBy, zoomToFit } from './viewport';

const ZOOM_STEP = 1.5;

type Row = readonly [
  id: string,
  label: string,
  keys: readonly string[],
  run: () => void,
  enabled?: () => boolean,
];

const group = (name: Command['group'], rows: readonly Row[]): Command[] =>
  rows.map(([id, label, keys, run, enabled]) => ({
    id,
    label,
    group: name,
    keys,
    run,
    ...(enabled && { enabled }),
  }));

const renameSelected = (): void => {
  const [clip] = selectedClipIds();
  const id = clip ?? currentTrackId();
  if (id) startRename(id);
};

/** Everything the timeline can be told to do without the pointer. */
export const timelineCommands: Command[] = [
  ...group('Edit', [
    ['edit.undo', 'Undo', ['Mod+Z'], () => editor.undo(), () => editor.canUndo],
    ['edit.redo', 'Redo', ['Mod+Shift+Z', 'Mod+Y'], () => editor.redo(), () => editor.canRedo],
    ['edit.cut', 'Cut', ['Mod+X'], cutSelection, hasSelection],
    ['edit.copy', 'Copy', ['Mod+C'], copySelection, hasSelection],
    ['edit.paste', 'Paste at the playhead', ['Mod+V'], () => paste(), hasCopied],
    ['edit.delete', 'Delete clips', ['Delete', 'Backspace'], () => deleteSelection(), hasSelection],
    ['edit.duplicate', 'Duplicate clips', ['Mod+D'], duplicateSelection, hasSelection],
    ['edit.split', 'Split at the playhead', ['S'], () => splitAt(playheadSamples()), canSplitAtPlayhead],
    ['edit.selectAll', 'Select all clips', ['Mod+A'], selectAllClips],
    ['edit.deselect', 'Select nothing', ['Escape', 'Mod+Shift+A'], clearClipSelection, hasSelection],
    ['edit.rename', 'Rename clip or track', ['F2'], renameSelected, () => hasSelection() || hasTrack()],
  ]),
  ...group('View', [
    ['view.zoomIn', 'Zoom in', ['=', 'Plus', 'Mod+=', 'Mod+Plus'], () => zoomBy(ZOOM_STEP), canZoomIn],
    ['view.zoomOut', 'Zoom out', ['-', 'Mod+-'], () => zoomBy(1 / ZOOM_STEP), canZoomOut],
    ['view.zoomFit', 'Zoom to the whole project', ['F', 'Mod+0'], zoomToFit],
    ['view.zoomSelection', 'Zoom to the selection', ['Z'], zoomToSelection, hasSelection],
    ['view.toggleSnap', 'Snap on or off', ['N'], () => useView.setState(({ snap }) => ({ snap: !snap }))],
    [
      'view.toggleGrid',
      'Grid in seconds or bars',
      ['G'],
      () =>
        useViewport.setState(({ gridUnit }) => ({ gridUnit: gridUnit === 'seconds' ? 'bars' : 'seconds' })),
    ],
    [
      'view.followPlayhead',
      'Follow the playhead on or off',
      ['Shift+F'],
      () => useView.setState(({ followPlayhead }) => ({ followPlayhead: !followPlayhead })),
    ],
  ]),
  ...group('Clip', [
    ['clip.nudgeLeft', 'Nudge left by a grid step', ['Alt+ArrowLeft'], () => nudge(-1, false), hasSelection],
    [
      'clip.nudgeRight',
      'Nudge right by a grid step',
      ['Alt+ArrowRight'],
      () => nudge(1, false),
      hasSelection,
    ],
    [
      'clip.nudgeLeftFine',
      'Nudge left by 10 ms',
      ['Alt+Shift+ArrowLeft'],
      () => nudge(-1, true),
      hasSelection,
    ],
    [
      'clip.nudgeRightFine',
      'Nudge right by 10 ms',
      ['Alt+Shift+ArrowRight'],
      () => nudge(1, true),
      hasSelection,
    ],
    ['clip.moveUp', 'Move to the track above', ['Alt+ArrowUp'], () => moveRows(-1), hasSelection],
    ['clip.moveDown', 'Move to the track below', ['Alt+ArrowDown'], () => moveRows(1), hasSelection],
    ['clip.selectNext', 'Select the next clip', ['Shift+ArrowRight'], () => selectNeighbour(1)],
    ['clip.selectPrevious', 'Select the previous clip', ['Shift+ArrowLeft'], () => selectNeighbour(-1)],
    ['clip.mute', 'Mute or unmute clips', ['M'], toggleMuteOfSelection, hasSelection],
    ['clip.gainUp', 'Clip gain +1 dB', ['Shift+ArrowUp'], () => nudgeGain(1), hasSelection],
    ['clip.gainDown', 'Clip gain −1 dB', ['Shift+ArrowDown'], () => nudgeGain(-1), hasSelection],
    ['clip.gainReset', 'Clip gain 0 dB', [], resetGain, hasSelection],
    ['clip.addFades', 'Fade both ends by 10 ms', ['Shift+X'], () => fadeSelection(0.01), hasSelection],
    ['clip.removeFades', 'Remove fades', [], () => fadeSelection(0), hasSelection],
    ['clip.loop', 'Loop the selection', ['Mod+L'], loopSelection, hasSelection],
  ]),
  ...group('Track', [
    ['track.add', 'Add track', ['Mod+T'], addTrackBelow],
    ['track.duplicate', 'Duplicate track', ['Mod+Shift+D'], duplicateCurrentTrack, hasTrack],
    ['track.remove', 'Delete track', ['Shift+Delete'], removeCurrentTrack, hasTrack],
    ['track.mute', 'Mute track', ['Shift+M'], () => toggleTrack('muted'), hasTrack],
    ['track.solo', 'Solo track', ['Shift+S'], () => toggleTrack('soloed'), hasTrack],
    ['track.selectAbove', 'Select the track above', ['ArrowUp'], () => selectTrackBy(-1), hasTrack],
    ['track.selectBelow', 'Select the track below', ['ArrowDown'], () => selectTrackBy(1)],
    ['track.moveUp', 'Move track up', ['Mod+Shift+ArrowUp'], () => moveCurrentTrack(-1), hasTrack],
    ['track.moveDown', 'Move track down', ['Mod+Shift+ArrowDown'], () => moveCurrentTrack(1), hasTrack],
    [
      'track.selectClips',
      'Select the clips of the track',
      [],
      () => selectClipsOfTrack(currentTrackId() ?? ''),
      hasTrack,
    ],
  ]),
];

const byId = new Map(timelineCommands.map((command) => [command.id, command]));

/** A command of this table, for menus and buttons. */
export function timelineCommand(id: string): Command {
  const command = byId.get(id);
  if (!command) throw new Error(`No timeline command ${id}.`);
  return command;
}
