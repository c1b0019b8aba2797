import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { player } from '../audio/player';
import { editor } from '../state/session';
import { onReadoutFrame } from '../ui/frames';
import { RunningText, writeText } from '../ui/RunningText';
import { colours } from '../ui/theme';
import { barTime, clockTime } from './time';

/** Where the playhead is. Written into the page past React. */
export function TimeDisplay() {
  const clock = useRef<HTMLDivElement>(null);
  const bars = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      onReadoutFrame(() => {
        const position = player.position();
        if (clock.current) writeText(clock.current, clockTime(position));
        if (bars.current) writeText(bars.current, barTime(position, editor.document.tempo));
      }),
    [],
  );
  return (
    <Box
      role="timer"
      aria-label="Playhead"
      aria-live="off"
      sx={{
        display: 'flex',
        gap: 1.25,
        height: 30,
        lineHeight: '30px',
        px: 1.25,
        borderRadius: 1,
        bgcolor: colours.ground,
        border: `1px solid ${colours.line}`,
      }}
    >
      <RunningText
        ref={clock}
        sx={{ width: 104, height: 30, fontSize: 16, fontWeight: 550, textAlign: 'right' }}
      />
      <RunningText
        ref={bars}
        // A contained box has no baseline: the line's height sets the smaller figures on that of the larger.
        sx={{
          width: 68,
          height: 30,
          fontSize: 12,
          lineHeight: '33px',
          color: colours.textDim,
          '@media (max-width: 759px)': { display: 'none' },
        }}
      />
    </Box>
  );
}
