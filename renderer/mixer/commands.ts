import type { Command } from '../commands/command';
import { automationModes, useAutomationMode } from '../state/automation-recorder';
import { bounce, canBounce, canFreeze, toggleFreeze } from '../state/freeze';
import { showDock, useLayout, type DockTab } from '../state/layout';
import { editor } from '../state/session';
import {
  addGroup,
  addReturn,
  endSolos,
  selectedTrackId,
  sendToNew,
  soloAlone,
  toggleDetails,
  toggleStrip,
} from './actions';

const hasTrack = (): boolean => selectedTrackId() !== null;

const hasTrackThat = (can: (id: string) => boolean) => (): boolean => can(selectedTrackId() ?? '');

const withTrack = (run: (id: string) => void) => (): void => {
  const id = selectedTrackId();
  if (id !== null) run(id);
};

/** Shows a tab of the dock; when it is in front already, hides the dock. */
function toggleDock(tab: DockTab): void {
  const { dockOpen, dockTab } = useLayout.getState();
  if (dockOpen && dockTab === tab) useLayout.setState({ dockOpen: false });
  else showDock(tab);
}

export const mixerCommands: readonly Command[] = [
  {
    id: 'view.effects',
    label: 'Effects',
    group: 'View',
    keys: ['Mod+3'],
    run: () => toggleDock('effects'),
  },
  { id: 'view.mixer', label: 'Mixer', group: 'View', keys: ['Mod+4', 'F3'], run: () => toggleDock('mixer') },
  { id: 'view.meters', label: 'Meters', group: 'View', keys: ['Mod+5'], run: () => toggleDock('meters') },
  {
    id: 'view.mixerDetails',
    label: 'Inserts and sends in the mixer',
    group: 'View',
    keys: [],
    run: toggleDetails,
  },
  { id: 'track.addReturn', label: 'Add return', group: 'Track', keys: ['Mod+Alt+T'], run: addReturn },
  { id: 'track.addGroup', label: 'Add empty group', group: 'Track', keys: [], run: addGroup },
  {
    id: 'track.sendToNewReturn',
    label: 'Send track to a new return',
    group: 'Track',
    keys: [],
    enabled: hasTrack,
    run: withTrack(sendToNew),
  },
  {
    id: 'track.soloAlone',
    label: 'Solo track alone',
    group: 'Track',
    keys: ['Alt+Shift+S'],
    enabled: hasTrack,
    run: withTrack(soloAlone),
  },
  {
    id: 'track.clearSolos',
    label: 'End all solos',
    group: 'Track',
    keys: [],
    enabled: () => editor.document.tracks.some(({ soloed }) => soloed),
    run: endSolos,
  },
  {
    id: 'track.phase',
    label: 'Invert phase of track',
    group: 'Track',
    keys: [],
    enabled: hasTrack,
    run: withTrack((id) => toggleStrip(id, 'phaseInverted', 'Invert phase')),
  },
  {
    id: 'track.freeze',
    label: 'Freeze or unfreeze track',
    group: 'Track',
    keys: [],
    enabled: hasTrackThat(canFreeze),
    run: withTrack(toggleFreeze),
  },
  {
    id: 'track.bounce',
    label: 'Bounce track to a new track',
    group: 'Track',
    keys: [],
    enabled: hasTrackThat(canBounce),
    run: withTrack(bounce),
  },
  ...automationModes.map((mode): Command => ({
    id: `automation.${mode}`,
    label: `Automation: ${mode}`,
    group: 'Transport',
    keys: [],
    run: () => useAutomationMode.setState({ mode }),
  })),
];
