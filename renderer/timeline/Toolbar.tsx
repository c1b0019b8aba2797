import AddIcon from '@mui/icons-material/Add';
import FitScreenIcon from '@mui/icons-material/FitScreen';
import GridOnIcon from '@mui/icons-material/GridOn';
import HeightIcon from '@mui/icons-material/HeightRounded';
import KeyboardTabIcon from '@mui/icons-material/KeyboardTab';
import MusicNoteIcon from '@mui/icons-material/MusicNote';
import TimerOutlinedIcon from '@mui/icons-material/TimerOutlined';
import FilmIcon from '@mui/icons-material/TheatersRounded';
import TuneIcon from '@mui/icons-material/TuneRounded';
import SamplesIcon from '@mui/icons-material/TagRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ReactNode } from 'react';
import { useKeymap } from '../commands/keymap';
import { withKeys } from '../commands/Keys';
import { overlapPolicies, ripples } from '../document/arranging';
import type { GridUnit } from '../document/grid';
import { useLayout } from '../state/layout';
import { snapKinds, useView } from '../state/session';
import { colours } from '../ui/theme';
import { gridUnitNames } from './arrange-commands';
import { CommandItem } from './CommandItem';
import { timelineCommand } from './commands';
import { gridUnitItems } from './grid-unit-items';
import { HEADER_WIDTH } from './header-size';
import { capital, overlapNames, rippleNames } from './time-commands';

type ToolProps = { id: string; label?: string; on?: boolean; children: ReactNode };

function Tool({ id, label, on, children }: ToolProps) {
  const command = timelineCommand(id);
  useKeymap();
  return (
    <Tooltip title={withKeys(label ?? command.label, command.keys[0])}>
      <IconButton
        aria-label={label ?? command.label}
        {...(on !== undefined && { 'aria-pressed': on })}
        onClick={() => void command.run()}
        sx={on ? { color: colours.accent, '&:hover': { color: colours.accent } } : {}}
      >
        {children}
      </IconButton>
    </Tooltip>
  );
}

type MenuProps = { label: string; icon: ReactNode; children: (close: () => void) => ReactNode };

/** A button that opens a menu below itself. */
function ToolMenu({ label, icon, children }: MenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {icon}
        </IconButton>
      </Tooltip>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        {anchor && children(close)}
      </Menu>
    </>
  );
}

/** `name` in place of the command's own label, where the menu's heading says the rest. */
const commandItem = (id: string, close: () => void, checked?: boolean, name?: string) => (
  <CommandItem
    key={id}
    id={id}
    name={name}
    close={close}
    {...(checked !== undefined && { role: 'menuitemcheckbox', 'aria-checked': checked, selected: checked })}
  />
);

function unitIcon(unit: GridUnit) {
  const size = { fontSize: 16 };
  if (unit === 'seconds') return <TimerOutlinedIcon sx={size} />;
  if (unit === 'bars') return <MusicNoteIcon sx={size} />;
  return unit === 'samples' ? <SamplesIcon sx={size} /> : <FilmIcon sx={size} />;
}

/** What the ruler counts, and what drags are drawn to. */
function GridMenu() {
  const unit = useView((view) => view.gridUnit);
  const snapTo = useView((view) => view.snapTo);
  const zero = useView((view) => view.snapToZero);
  return (
    <ToolMenu label={`Grid and snapping: ${gridUnitNames[unit].toLowerCase()}`} icon={unitIcon(unit)}>
      {(close) => [
        ...gridUnitItems(unit, close),
        <Divider key="line" />,
        ...snapKinds.map((kind) =>
          commandItem(`view.snap${kind[0]?.toUpperCase()}${kind.slice(1)}`, close, snapTo[kind]),
        ),
        commandItem('view.snapToZero', close, zero),
      ]}
    </ToolMenu>
  );
}

function ViewMenu() {
  const minimap = useLayout((layout) => layout.minimapOpen);
  const history = useLayout((layout) => layout.historyOpen);
  return (
    <ToolMenu label="Track heights and panels" icon={<HeightIcon sx={{ fontSize: 16 }} />}>
      {(close) => [
        commandItem('view.heightSmall', close),
        commandItem('view.heightMedium', close),
        commandItem('view.heightLarge', close),
        commandItem('view.heightFit', close),
        <Divider key="line" />,
        commandItem('view.minimap', close, minimap),
        commandItem('view.history', close, history),
      ]}
    </ToolMenu>
  );
}

const MenuHeading = ({ children }: { children: ReactNode }) => (
  <ListSubheader
    disableSticky
    sx={{ fontSize: 11, lineHeight: '26px', color: colours.textDim, bgcolor: 'transparent' }}
  >
    {children}
  </ListSubheader>
);

/** How edits treat what is around them. Ripple moves more than what is held: the button shows that it is on. */
function EditingMenu() {
  const overlap = useView((view) => view.overlap);
  const ripple = useView((view) => view.ripple);
  const snapToZero = useView((view) => view.snapToZero);
  const envelopes = useView((view) => view.envelopes);
  const tool = useView((view) => view.tool);
  const on = ripple !== 'off' || tool === 'range';
  return (
    <ToolMenu
      label={`Editing: overlaps, ripple and tools${ripple === 'off' ? '' : ` (${rippleNames[ripple].toLowerCase()})`}`}
      icon={<TuneIcon sx={{ fontSize: 16, color: on ? colours.accent : 'inherit' }} />}
    >
      {(close) => [
        <MenuHeading key="overlaps">Where clips overlap</MenuHeading>,
        ...overlapPolicies.map((policy) =>
          commandItem(`edit.overlap${capital(policy)}`, close, overlap === policy, overlapNames[policy]),
        ),
        <MenuHeading key="ripples">{withKeys('Ripple', timelineCommand('edit.ripple').keys[0])}</MenuHeading>,
        ...ripples.map((which) =>
          commandItem(`edit.ripple${capital(which)}`, close, ripple === which, rippleNames[which]),
        ),
        <Divider key="line" />,
        commandItem('view.snapToZero', close, snapToZero),
        commandItem('view.envelopes', close, envelopes),
        commandItem('edit.rangeTool', close, tool === 'range'),
      ]}
    </ToolMenu>
  );
}

/** Beside the ruler: add a track, snap, what the grid counts, heights, follow, fit. */
export function Toolbar() {
  const snap = useView((view) => view.snap);
  const follow = useView((view) => view.followPlayhead);
  const add = timelineCommand('track.add');
  return (
    <Box
      role="toolbar"
      aria-label="Timeline"
      sx={{
        flex: 'none',
        width: HEADER_WIDTH,
        boxSizing: 'border-box',
        px: '6px',
        display: 'flex',
        alignItems: 'center',
        gap: '2px',
        bgcolor: colours.panel,
        borderRight: `1px solid ${colours.line}`,
      }}
    >
      <Tooltip title={withKeys(add.label, add.keys[0])}>
        <Button
          size="small"
          startIcon={<AddIcon sx={{ fontSize: 16 }} />}
          onClick={() => void add.run()}
          sx={{
            minHeight: 24,
            px: '6px',
            color: colours.textDim,
            '& .MuiButton-startIcon': { mr: '3px', ml: 0 },
          }}
        >
          Track
        </Button>
      </Tooltip>
      <Box sx={{ flex: 1 }} />
      <Tool id="view.toggleSnap" label="Snap" on={snap}>
        <GridOnIcon sx={{ fontSize: 15 }} />
      </Tool>
      <GridMenu />
      <EditingMenu />
      <ViewMenu />
      <Tool id="view.followPlayhead" label="Follow the playhead" on={follow}>
        <KeyboardTabIcon sx={{ fontSize: 16 }} />
      </Tool>
      <Tool id="view.zoomFit">
        <FitScreenIcon sx={{ fontSize: 16 }} />
      </Tool>
    </Box>
  );
}
