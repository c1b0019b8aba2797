import type { Command } from '../commands/command';
import { useLayout } from '../state/layout';
import { gridUnits, type GridUnit } from '../document/grid';
import { useAutomationTools } from './automation/tools';
import {
  dissolveCurrentGroup,
  groupSelectedTracks,
  isGroup,
  toggleCollapsed,
  toggleSpectrogram,
  toggleVolumeLane,
} from './track-actions';
import { currentTrackId, hasSelection, hasTrack } from './actions';
import { fitHeights, scaleHeights, setAllHeights, trackHeights } from './track-heights';
import { canZoomPrevious, zoomPrevious } from './viewport';
import { useView } from '../state/session';

const HEIGHT_STEP = 1.25;

export const gridUnitNames: Record<GridUnit, string> = {
  seconds: 'Minutes and seconds',
  bars: 'Bars and beats',
  samples: 'Samples',
  frames24: 'Pictures, 24 a second',
  frames25: 'Pictures, 25 a second',
  frames30: 'Pictures, 30 a second',
};

const view = (
  id: string,
  label: string,
  keys: readonly string[],
  run: () => void,
  enabled?: () => boolean,
): Command => ({ id, label, group: 'View', keys, run, ...(enabled && { enabled }) });

const track = (
  id: string,
  label: string,
  keys: readonly string[],
  run: () => void,
  enabled: () => boolean,
): Command => ({
  id,
  label,
  group: 'Track',
  keys,
  run,
  enabled,
});

const hasOwner = (): boolean => hasTrack() || useView.getState().selectedTrackId === 'master';

/** How the timeline looks, and how tracks are put in order. */
export const arrangeCommands: readonly Command[] = [
  view('view.zoomPrevious', 'Zoom back to where it was', ['Shift+Z'], zoomPrevious, canZoomPrevious),
  view('view.heightSmall', 'Low tracks', ['Alt+1'], () => setAllHeights(trackHeights.small)),
  view('view.heightMedium', 'Medium tracks', ['Alt+2'], () => setAllHeights(trackHeights.medium)),
  view('view.heightLarge', 'High tracks', ['Alt+3'], () => setAllHeights(trackHeights.large)),
  view('view.heightFit', 'Fit all tracks into the window', ['Alt+4'], fitHeights),
  view('view.heightMore', 'Higher tracks', ['Alt+='], () => scaleHeights(HEIGHT_STEP)),
  view('view.heightLess', 'Lower tracks', ['Alt+-'], () => scaleHeights(1 / HEIGHT_STEP)),
  view('view.minimap', 'Show or hide the overview', ['Shift+O'], () =>
    useLayout.setState(({ minimapOpen }) => ({ minimapOpen: !minimapOpen })),
  ),
  view('view.history', 'Show or hide the history', ['Mod+Shift+H'], () =>
    useLayout.setState(({ historyOpen }) => ({ historyOpen: !historyOpen })),
  ),
  ...gridUnits.map((unit) =>
    view(
      `view.unit${unit[0]?.toUpperCase()}${unit.slice(1)}`,
      `Ruler: ${gridUnitNames[unit].toLowerCase()}`,
      [],
      () => useView.setState({ gridUnit: unit }),
    ),
  ),
  view('view.automationPen', 'Draw automation by hand, on or off', ['B'], () =>
    useAutomationTools.setState(({ pen }) => ({ pen: !pen })),
  ),
  view('view.automationFollows', 'Automation moves with clips, on or off', [], () =>
    useAutomationTools.setState(({ followClips }) => ({ followClips: !followClips })),
  ),
  track('track.group', 'Group tracks', ['Mod+G'], groupSelectedTracks, () => hasSelection() || hasTrack()),
  track('track.ungroup', 'Dissolve group', ['Mod+Shift+G'], dissolveCurrentGroup, isGroup),
  track('track.collapse', 'Collapse or open group', ['Shift+C'], toggleCollapsed, isGroup),
  track('track.automation', 'Show or hide volume automation', ['A'], toggleVolumeLane, hasOwner),
  track(
    'track.spectrogram',
    'Waveform or spectrogram',
    ['Shift+W'],
    toggleSpectrogram,
    () => currentTrackId() !== null,
  ),
];
