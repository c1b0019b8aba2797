import AddIcon from '@mui/icons-material/Add';
import FitScreenIcon from '@mui/icons-material/FitScreen';
import MusicNoteIcon from '@mui/icons-material/MusicNote';
import KeyboardTabIcon from '@mui/icons-material/KeyboardTab';
import GridOnIcon from '@mui/icons-material/GridOn';
import TimerOutlinedIcon from '@mui/icons-material/TimerOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { withKeys } from '../commands/Keys';
import { useView } from '../state/session';
import { colours } from '../ui/theme';
import { timelineCommand } from './commands';
import { HEADER_WIDTH } from './TrackHeader';
import { useViewport } from './viewport';

function Tool({
  id,
  label,
  on,
  children,
}: {
  id: string;
  label?: string;
  on?: boolean;
  children: ReactNode;
}) {
  const command = timelineCommand(id);
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

/** Beside the ruler: add a track, snap, grid, follow, fit. */
export function Toolbar() {
  const snap = useView((view) => view.snap);
  const follow = useView((view) => view.followPlayhead);
  const unit = useViewport((viewport) => viewport.gridUnit);
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
      <Tool
        id="view.toggleGrid"
        label={unit === 'seconds' ? 'Grid in seconds; switch to bars' : 'Grid in bars; switch to seconds'}
      >
        {unit === 'seconds' ? (
          <TimerOutlinedIcon sx={{ fontSize: 16 }} />
        ) : (
          <MusicNoteIcon sx={{ fontSize: 16 }} />
        )}
      </Tool>
      <Tool id="view.followPlayhead" label="Follow the playhead" on={follow}>
        <KeyboardTabIcon sx={{ fontSize: 16 }} />
      </Tool>
      <Tool id="view.zoomFit">
        <FitScreenIcon sx={{ fontSize: 16 }} />
      </Tool>
    </Box>
  );
}
