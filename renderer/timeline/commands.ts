import type { Command } from '../commands/command';
import { editor, useView } from '../state/session';
import {
  addTrackBelow,
  canSplitAll,
  canSplitHere,
  copySelection,
  currentTrackId,
  cutSelection,
  deleteSelection,
  duplicateCurrentTrack,
  hasClipsOrRange,
  hasCopied,
  hasSelection,
  hasTrack,
  paste,
  removeCurrentTrack,
  repeatSelection,
  splitHere,
  toggleTrack,
  zoomToSelection,
} from './actions';
import { arrangeCommands } from './arrange-commands';
import { clipCommands } from './clip-commands';
import { commandGroup } from './command-rows';
import { useEnvelopePoint } from './envelope-scale';
import { openFind } from './find';
import { startRename } from './renaming';
import { askRepeatCount } from './repeat-count';
import {
  clearSelection,
  invertSelection,
  selectAllClips,
  selectBackward,
  selectClipsOfTrack,
  selectedClipIds,
  selectForward,
} from './selection';
import { playheadSamples } from './snapping';
import { timeCommands } from './time-commands';
import { moveCurrentTrack, selectTrackBy } from './track-actions';
import { canZoomIn, canZoomOut, zoomBy, zoomToFit } from './viewport';

const ZOOM_STEP = 1.5;

const renameSelected = (): void => {
  const [clip] = selectedClipIds();
  const id = clip ?? currentTrackId();
  if (id) startRename(id);
};

const canDelete = (): boolean => hasClipsOrRange() || useEnvelopePoint.getState().point !== null;

/** Everything the timeline can be told to do without the pointer. */
export const timelineCommands: Command[] = [
  ...commandGroup('Edit', [
    ['edit.undo', 'Undo', ['Mod+Z'], () => editor.undo(), () => editor.canUndo],
    ['edit.redo', 'Redo', ['Mod+Shift+Z', 'Mod+Y'], () => editor.redo(), () => editor.canRedo],
    ['edit.cut', 'Cut', ['Mod+X'], cutSelection, hasClipsOrRange],
    ['edit.copy', 'Copy', ['Mod+C'], copySelection, hasClipsOrRange],
    ['edit.paste', 'Paste at the playhead', ['Mod+V'], () => paste(), hasCopied],
    ['edit.delete', 'Delete', ['Delete', 'Backspace'], () => deleteSelection(), canDelete],
    ['edit.duplicate', 'Duplicate clips', ['Mod+D'], () => repeatSelection(1), hasSelection],
    ['edit.repeat', 'Repeat clips…', ['Shift+D'], askRepeatCount, hasSelection],
    ['edit.split', 'Split at the playhead', ['S'], () => splitHere(), canSplitHere],
    ['edit.splitAll', 'Split all tracks at the playhead', ['X'], () => splitHere(true), canSplitAll],
    ['edit.selectAll', 'Select all clips', ['Mod+A'], selectAllClips],
    ['edit.deselect', 'Select nothing', ['Escape', 'Mod+Shift+A'], clearSelection, hasClipsOrRange],
    ['edit.invert', 'Invert the selection', ['Shift+I'], invertSelection],
    [
      'edit.selectForward',
      'Select from here to the end',
      ['Shift+End'],
      () => selectForward(playheadSamples()),
    ],
    [
      'edit.selectBack',
      'Select from the start to here',
      ['Shift+Home'],
      () => selectBackward(playheadSamples()),
    ],
    ['edit.find', 'Find clips by name, prompt or seed', ['Mod+F'], openFind],
    ['edit.rename', 'Rename clip or track', ['F2'], renameSelected, () => hasSelection() || hasTrack()],
  ]),
  ...commandGroup('View', [
    ['view.zoomIn', 'Zoom in', ['=', 'Plus', 'Mod+=', 'Mod+Plus'], () => zoomBy(ZOOM_STEP), canZoomIn],
    ['view.zoomOut', 'Zoom out', ['-', 'Mod+-'], () => zoomBy(1 / ZOOM_STEP), canZoomOut],
    ['view.zoomFit', 'Zoom to the whole project', ['F', 'Mod+0'], zoomToFit],
    ['view.zoomSelection', 'Zoom to the selection', ['Z'], zoomToSelection, hasClipsOrRange],
    ['view.toggleSnap', 'Snap on or off', ['N'], () => useView.setState(({ snap }) => ({ snap: !snap }))],
    [
      'view.toggleGrid',
      'Grid in seconds or bars',
      ['G'],
      () => useView.setState(({ gridUnit }) => ({ gridUnit: gridUnit === 'seconds' ? 'bars' : 'seconds' })),
    ],
    [
      'view.followPlayhead',
      'Follow the playhead on or off',
      ['Shift+F'],
      () => useView.setState(({ followPlayhead }) => ({ followPlayhead: !followPlayhead })),
    ],
  ]),
  ...clipCommands,
  ...commandGroup('Track', [
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
  ...timeCommands,
  ...arrangeCommands,
];

const byId = new Map(timelineCommands.map((command) => [command.id, command]));

/** A command of this table, for menus and buttons. */
export function timelineCommand(id: string): Command {
  const command = byId.get(id);
  if (!command) throw new Error(`No timeline command ${id}.`);
  return command;
}
