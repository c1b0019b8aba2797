import { memo, useDeferredValue, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import useMediaQuery from '@mui/material/useMediaQuery';
import DockIcon from '@mui/icons-material/CallToActionOutlined';
import RedoIcon from '@mui/icons-material/RedoRounded';
import SearchIcon from '@mui/icons-material/SearchRounded';
import SideIcon from '@mui/icons-material/ViewSidebarOutlined';
import UndoIcon from '@mui/icons-material/UndoRounded';
import { withKeys } from '../commands/Keys';
import { useKeymap } from '../commands/keymap';
import { keyOf, runCommand } from '../commands/table';
import { TransportBar } from '../transport/TransportBar';
import { editor, useEditor } from '../state/session';
import { NARROW, useLayout } from '../state/layout';
import { PanelBoundary } from '../ui/PanelBoundary';
import { colours, paintedAlone } from '../ui/theme';
import { DeviceChip } from './DeviceChip';
import { FileMenu } from './FileMenu';
import { MoreControls } from './MoreControls';

type IconProps = { id: string; label: string; disabled?: boolean; pressed?: boolean; children: ReactNode };

const CommandIcon = memo(function CommandIcon({ id, label, disabled = false, pressed, children }: IconProps) {
  useKeymap();
  return (
    <Tooltip title={withKeys(label, keyOf(id))}>
      <span>
        <IconButton
          aria-label={label}
          aria-pressed={pressed}
          disabled={disabled}
          onClick={() => runCommand(id)}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
});

/** What undoing would take back; null when there is nothing. */
function stepLabel(offset: -1 | 0): string | null {
  const { steps, applied } = editor.history;
  return steps[applied + offset]?.label ?? null;
}

const undoIcon = <UndoIcon />;
const redoIcon = <RedoIcon />;

function HistoryButtons() {
  // Tooltips are costly to render, and nobody reads them in the moment of an edit: the edit is shown first.
  const undo = useDeferredValue(useEditor(() => stepLabel(-1)));
  const redo = useDeferredValue(useEditor(() => stepLabel(0)));
  return (
    <Box sx={{ display: 'flex', flex: 'none' }}>
      <CommandIcon id="edit.undo" label={undo === null ? 'Undo' : `Undo: ${undo}`} disabled={undo === null}>
        {undoIcon}
      </CommandIcon>
      <CommandIcon id="edit.redo" label={redo === null ? 'Redo' : `Redo: ${redo}`} disabled={redo === null}>
        {redoIcon}
      </CommandIcon>
    </Box>
  );
}

function PanelButtons() {
  const left = useLayout((layout) => layout.leftOpen);
  const dock = useLayout((layout) => layout.dockOpen);
  const colour = (open: boolean): string => (open ? colours.textDim : colours.textFaint);
  return (
    <>
      <CommandIcon
        id="view.leftPanel"
        label={left ? 'Hide the left panel' : 'Show the left panel'}
        pressed={left}
      >
        <SideIcon sx={{ transform: 'scaleX(-1)', color: colour(left) }} />
      </CommandIcon>
      <CommandIcon id="view.dock" label={dock ? 'Hide the dock' : 'Show the dock'} pressed={dock}>
        <DockIcon sx={{ color: colour(dock) }} />
      </CommandIcon>
    </>
  );
}

/** Project, transport, device and export: what is needed whatever one is doing. In a narrow window some of it is a menu. */
export function TopBar() {
  const roomy = useMediaQuery(`(min-width: ${NARROW}px)`, { noSsr: true });
  return (
    <Box
      component="header"
      sx={{
        height: 44,
        flex: 'none',
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)',
        alignItems: 'center',
        gap: 1,
        px: 1,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
        ...paintedAlone,
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minWidth: 0 }}>
        <FileMenu />
        <HistoryButtons />
      </Box>
      <PanelBoundary name="Transport">
        <TransportBar roomy={roomy} />
      </PanelBoundary>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 0.5, minWidth: 0 }}>
        {roomy && <DeviceChip />}
        <PanelButtons />
        {roomy ? (
          <CommandIcon id="help.commands" label="Find a command">
            <SearchIcon />
          </CommandIcon>
        ) : (
          <MoreControls />
        )}
        <Button variant="outlined" color="primary" onClick={() => runCommand('export.open')} sx={{ ml: 0.5 }}>
          Export
        </Button>
      </Box>
    </Box>
  );
}
