import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { player } from '../audio/player';
import { editor } from '../state/session';
import { onFrame } from '../ui/frames';
import { colours, tabular } from '../ui/theme';
import { barTime, clockTime } from './time';

/** Where the playhead is. Written into the page once per frame, past React. */
export function TimeDisplay() {
  const clock = useRef<HTMLElement>(null);
  const bars = useRef<HTMLElement>(null);
  useEffect(
    () =>
      onFrame(() => {
        const position = player.position();
        const time = clockTime(position);
        if (clock.current && clock.current.textContent !== time) clock.current.textContent = time;
        const bar = barTime(position, editor.document.tempo);
        if (bars.current && bars.current.textContent !== bar) bars.current.textContent = bar;
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
        alignItems: 'baseline',
        gap: 1.25,
        height: 30,
        lineHeight: '30px',
        px: 1.25,
        borderRadius: 1,
        bgcolor: colours.ground,
        border: `1px solid ${colours.line}`,
        ...tabular,
      }}
    >
      <Box
        component="span"
        ref={clock}
        sx={{ fontSize: 16, fontWeight: 550, minWidth: 96, textAlign: 'right' }}
      />
      <Box component="span" ref={bars} sx={{ fontSize: 12, color: colours.textDim, minWidth: 52 }} />
    </Box>
  );
}
