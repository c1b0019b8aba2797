import Box from '@mui/material/Box';
import { useDocument } from '../state/session';
import { colours } from '../ui/theme';

/** What to do on an empty timeline. */
export function EmptyTimeline() {
  const tracks = useDocument((document) => document.tracks.length);
  const empty = useDocument((document) => Object.keys(document.clips).length === 0);
  if (!empty) return null;
  return (
    <Box
      sx={{
        position: 'absolute',
        inset: 0,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        gap: '4px',
        px: 3,
        textAlign: 'center',
        pointerEvents: 'none',
        color: colours.textDim,
      }}
    >
      <Box sx={{ fontSize: 14, fontWeight: 600, color: colours.text }}>
        {tracks === 0 ? 'Nothing on the timeline yet' : 'These tracks are empty'}
      </Box>
      <Box sx={{ fontSize: 12.5, maxWidth: 420 }}>
        Type what you want to hear in Generate, then drag a take here. Each sound dropped below the last track
        gets a track of its own.
      </Box>
    </Box>
  );
}
