import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import MoreIcon from '@mui/icons-material/MoreHorizRounded';
import SearchIcon from '@mui/icons-material/SearchRounded';
import { runCommand } from '../commands/table';
import { MixLevel, Tempo } from '../transport/TransportBar';
import { DeviceChip } from './DeviceChip';

/** What the top bar of a narrow window has no room for. */
export function MoreControls() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  return (
    <>
      <Tooltip title="More controls">
        <IconButton
          aria-label="More controls"
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <MoreIcon />
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'More controls' } }}
      >
        <Box sx={{ p: 1, display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 1 }}>
            <Tempo />
            <MixLevel />
          </Box>
          <Box onClick={close}>
            <DeviceChip />
          </Box>
          <Button
            startIcon={<SearchIcon />}
            onClick={() => {
              close();
              runCommand('help.commands');
            }}
          >
            Find a command…
          </Button>
        </Box>
      </Popover>
    </>
  );
}
