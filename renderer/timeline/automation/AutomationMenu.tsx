import CheckIcon from '@mui/icons-material/CheckRounded';
import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { create } from 'zustand';
import { hideLane, lanesOf, showLane } from '../../document/edits/automation';
import type { RackOwner } from '../../document/operations';
import { automationModes, useAutomationMode, type AutomationMode } from '../../state/automation-recorder';
import { targetsOf } from '../../state/automation-targets';
import { editor, useDocument } from '../../state/session';
import { colours } from '../../ui/theme';
import { useAutomationTools } from './tools';

const useMenu = create<{ open: { owner: RackOwner; anchor: HTMLElement } | null }>(() => ({ open: null }));

/** Opens the choice of lanes of a track or of the master beside a button. */
export const openAutomationMenu = (owner: RackOwner, anchor: HTMLElement): void =>
  useMenu.setState({ open: { owner, anchor } });
const close = (): void => useMenu.setState({ open: null });

const modeLabels: Record<AutomationMode, string> = {
  read: 'Read: lanes play',
  touch: 'Touch: write while a control is held',
  latch: 'Latch: write until playing stops',
};

function toggleLane(owner: RackOwner, target: string): void {
  const lane = lanesOf(editor.document, owner).find((candidate) => candidate.target === target);
  if (lane?.shown) editor.dispatch('Hide automation', hideLane(editor.document, owner, lane.id));
  else editor.dispatch('Show automation', showLane(editor.document, owner, target));
}

const mark = (on: boolean) => (
  <ListItemIcon sx={{ minWidth: '24px !important', color: colours.accent }}>
    {on && <CheckIcon sx={{ fontSize: 16 }} />}
  </ListItemIcon>
);

const heading = (text: string) => (
  <ListSubheader
    key={`heading ${text}`}
    role="presentation"
    sx={{ bgcolor: 'transparent', lineHeight: '26px', fontSize: 11 }}
  >
    {text}
  </ListSubheader>
);

function Items({ owner }: { owner: RackOwner }) {
  const lanes = useDocument((document) => lanesOf(document, owner));
  const mode = useAutomationMode((state) => state.mode);
  const follows = useAutomationTools((tools) => tools.followClips);
  const targets = targetsOf(editor.document, owner);
  const shown = new Set(lanes.filter((lane) => lane.shown).map((lane) => lane.target));
  const drawn = new Set(lanes.filter((lane) => lane.points.length > 0).map((lane) => lane.target));
  return [
    ...targets.flatMap(({ target, label, group }, index) => [
      ...(group !== '' && group !== targets[index - 1]?.group ? [heading(group)] : []),
      <MenuItem
        key={target}
        role="menuitemcheckbox"
        aria-checked={shown.has(target)}
        onClick={() => toggleLane(owner, target)}
        sx={{ fontWeight: drawn.has(target) ? 600 : 400 }}
      >
        {mark(shown.has(target))}
        {label}
      </MenuItem>,
    ]),
    <Divider key="line" />,
    ...automationModes.map((name) => (
      <MenuItem
        key={name}
        role="menuitemradio"
        aria-checked={mode === name}
        onClick={() => useAutomationMode.setState({ mode: name })}
      >
        {mark(mode === name)}
        {modeLabels[name]}
      </MenuItem>
    )),
    <Divider key="line 2" />,
    <MenuItem
      key="follow"
      role="menuitemcheckbox"
      aria-checked={follows}
      onClick={() => useAutomationTools.setState({ followClips: !follows })}
    >
      {mark(follows)}
      Automation moves with clips
    </MenuItem>,
  ];
}

/** Which lanes are shown, and what moving a control does while they play. */
export function AutomationMenu() {
  const open = useMenu((state) => state.open);
  return (
    <Menu open={open !== null} onClose={close} anchorEl={open?.anchor ?? null}>
      {open && <Items owner={open.owner} />}
    </Menu>
  );
}
