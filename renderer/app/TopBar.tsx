import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import HelpIcon from '@mui/icons-material/KeyboardOutlined';
import SearchIcon from '@mui/icons-material/SearchRounded';
import { withKeys } from '../commands/Keys';
import { keyOf, runCommand } from '../commands/table';
import { TransportBar } from '../transport/TransportBar';
import { PanelBoundary } from '../ui/PanelBoundary';
import { DeviceChip } from './DeviceChip';
import { FileMenu } from './FileMenu';

function CommandIcon({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <Tooltip title={withKeys(label, keyOf(id))}>
      <IconButton aria-label={label} onClick={() => runCommand(id)}>
        {children}
      </IconButton>
    </Tooltip>
  );
}

/** Project, transport, device and export: what is needed whatever one is doing. */
export function TopBar() {
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
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minWidth: 0 }}>
        <FileMenu />
      </Box>
      <PanelBoundary name="Transport">
        <TransportBar />
      </PanelBoundary>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 0.5, minWidth: 0 }}>
        <DeviceChip />
        <CommandIcon id="help.commands" label="Find a command">
          <SearchIcon />
        </CommandIcon>
        <CommandIcon id="help.shortcuts" label="Keyboard shortcuts">
          <HelpIcon />
        </CommandIcon>
        <Button variant="outlined" color="primary" onClick={() => runCommand('export.open')} sx={{ ml: 0.5 }}>
          Export
        </Button>
      </Box>
    </Box>
  );
}
