import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLayout } from '../state/layout';
import { useDocument } from '../state/session';
import { colours } from '../ui/theme';
import { addGroup, addReturn, endSolos, toggleDetails } from './actions';
import { AutomationModes } from './AutomationModes';

const add = { flex: 'none', px: '7px', '& .MuiButton-startIcon': { mr: '3px', ml: 0 } } as const;

export function MixerToolbar() {
  const details = useLayout((layout) => layout.mixerDetails);
  const soloed = useDocument((document) => document.tracks.some((track) => track.soloed));
  return (
    <>
      <Button aria-label="Add return" onClick={addReturn} startIcon={<AddIcon />} sx={add}>
        Return
      </Button>
      <Button aria-label="Add group" onClick={addGroup} startIcon={<AddIcon />} sx={add}>
        Group
      </Button>
      <Button
        aria-pressed={details}
        onClick={toggleDetails}
        title="Show or hide inserts and sends"
        sx={{ flex: 'none', px: '7px', color: details ? colours.accent : colours.textDim }}
      >
        Inserts and sends
      </Button>
      <AutomationModes />
      {soloed && (
        <Button onClick={endSolos} sx={{ flex: 'none', color: colours.solo }}>
          End solos
        </Button>
      )}
      <Box
        title="Equal power, 0 dB at the centre: a centred sound keeps its level; at an end the side that is left is 3 dB louder"
        sx={{
          ml: 'auto',
          // The one thing in the dock's row of tools that gives way: it tells, and does nothing.
          '&&': { flexShrink: 1 },
          minWidth: 0,
          fontSize: 11,
          color: colours.textFaint,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        Pan law: equal power, 0 dB
      </Box>
    </>
  );
}
