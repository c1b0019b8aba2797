import { overlapPolicies, ripples, type OverlapPolicy, type Ripple } from '../document/arranging';
import { snapKinds, useView, type SnapKind } from '../state/session';
import { hasClipsOrRange, hasSelection } from './actions';
import { toggleEnvelopes } from './clip-actions';
import { commandGroup } from './command-rows';
import {
  addMarkerAtPlayhead,
  addRegion,
  canAddRegion,
  deleteCurrentMarker,
  goToMarker,
  hasMarker,
  hasMarkers,
  hasRegion,
  loopCurrentRegion,
  renameCurrentMarker,
  zoomToCurrentRegion,
} from './marker-actions';
import { playheadToEdge, playSelection, stepPlayhead } from './playhead-actions';
import {
  clipsFromRange,
  cropToTimeRange,
  deleteTimeOfRange,
  hasRange,
  insertTimeOfRange,
  rangeFromClips,
  rangeToZero,
  showRangeFile,
} from './range-actions';

export const overlapNames: Readonly<Record<OverlapPolicy, string>> = {
  crossfade: 'Crossfade',
  trim: 'Cut what lies beneath',
  push: 'Push to later',
  keep: 'Leave as they are',
};
export const rippleNames: Readonly<Record<Ripple, string>> = {
  off: 'Nothing follows',
  track: 'The track follows',
  all: 'All tracks follow',
};

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const nextRipple = (): void =>
  useView.setState(({ ripple }) => ({
    ripple: ripples[(ripples.indexOf(ripple) + 1) % ripples.length] ?? 'off',
  }));

const toggleRangeTool = (): void =>
  useView.setState(({ tool }) => ({ tool: tool === 'range' ? 'select' : 'range' }));

export const snapNames: Readonly<Record<SnapKind, string>> = {
  grid: 'grid lines',
  clips: 'edges of clips',
  markers: 'markers, regions and the loop',
  playhead: 'the playhead',
};

const toggleSnapTo = (kind: SnapKind): void =>
  useView.setState(({ snapTo }) => ({ snapTo: { ...snapTo, [kind]: !snapTo[kind] } }));

const toggleZero = (): void => useView.setState(({ snapToZero }) => ({ snapToZero: !snapToZero }));

const step = (direction: 1 | -1) => () => stepPlayhead(direction);
const toEdge = (direction: 1 | -1) => () => playheadToEdge(direction);

/** Time selection, markers, and how edits treat what is around them. */
export const timeCommands = [
  ...commandGroup('Transport', [
    ['transport.stepBack', 'Playhead to the grid line before', ['ArrowLeft'], step(-1)],
    ['transport.stepForward', 'Playhead to the next grid line', ['ArrowRight'], step(1)],
    ['transport.edgeBack', 'Playhead to the clip edge before', ['Mod+ArrowLeft'], toEdge(-1)],
    ['transport.edgeForward', 'Playhead to the next clip edge', ['Mod+ArrowRight'], toEdge(1)],
    ['transport.playSelection', 'Play the selection', ['Mod+Shift+Space'], playSelection, hasClipsOrRange],
  ]),
  ...commandGroup('Edit', [
    ['edit.rangeTool', 'Select time by dragging, on or off', ['T'], toggleRangeTool],
    ['edit.rangeFromClips', 'Time selection from the clips', ['Shift+T'], rangeFromClips, hasSelection],
    ['edit.clipsFromRange', 'Select the clips in the time selection', [], clipsFromRange, hasRange],
    ['edit.rangeToZero', 'Time selection to zero crossings', [], rangeToZero, hasRange],
    ['edit.crop', 'Crop to the time selection', ['Mod+Shift+X'], () => void cropToTimeRange(), hasRange],
    [
      'edit.deleteTime',
      'Delete time',
      ['Mod+Delete', 'Mod+Backspace'],
      () => void deleteTimeOfRange(),
      hasRange,
    ],
    ['edit.insertTime', 'Insert time', ['Mod+Shift+Insert'], () => void insertTimeOfRange(), hasRange],
    ['edit.rangeFile', 'Show the time selection as a file', [], showRangeFile, hasRange],
    ['edit.ripple', 'Ripple: off, track, all tracks', ['Shift+R'], nextRipple],
    ...overlapPolicies.map(
      (overlap) =>
        [
          `edit.overlap${capital(overlap)}`,
          `Overlapping clips: ${overlapNames[overlap].toLowerCase()}`,
          [],
          () => useView.setState({ overlap }),
        ] as const,
    ),
    ...ripples.map(
      (ripple) =>
        [
          `edit.ripple${capital(ripple)}`,
          `Ripple: ${rippleNames[ripple].toLowerCase()}`,
          [],
          () => useView.setState({ ripple }),
        ] as const,
    ),
    ['marker.add', 'Add a marker at the playhead', ['Mod+M'], addMarkerAtPlayhead, undefined, ['Ctrl+M']],
    ['marker.addRegion', 'Region from the selection or loop', ['Mod+Shift+M'], addRegion, canAddRegion],
    ['marker.rename', 'Rename the marker or region', [], renameCurrentMarker, hasMarker],
    ['marker.delete', 'Delete the marker or region', [], deleteCurrentMarker, hasMarker],
    ['marker.loop', 'Loop the region', [], loopCurrentRegion, hasRegion],
  ]),
  ...commandGroup('View', [
    ['view.envelopes', 'Edit gain envelopes of clips, on or off', ['E'], toggleEnvelopes],
    ...snapKinds.map(
      (kind) =>
        [
          `view.snap${capital(kind)}`,
          `Snap to ${snapNames[kind]}, on or off`,
          [],
          () => toggleSnapTo(kind),
        ] as const,
    ),
    ['view.snapToZero', 'Cut at zero crossings, on or off', ['Shift+G'], toggleZero],
    ['marker.zoom', 'Zoom to the region', [], zoomToCurrentRegion, hasRegion],
    ['marker.next', 'Go to the next marker', [']'], () => goToMarker(1), hasMarkers],
    ['marker.previous', 'Go to the previous marker', ['['], () => goToMarker(-1), hasMarkers],
  ]),
];
