import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { player } from '../audio/player';
import { editor } from '../state/session';
import { onFrame } from '../ui/frames';
import { colours, tabular } from '../ui/theme';

const BEATS_PER_BAR = 4;

/** "0:01:07.250" */
export function clockTime(seconds: number): string {
  const milliseconds = Math.floor(seconds * 1000 + 1e-6);
  const part = (value: number, width: number): string => String(value).padStart(width, '0');
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  return `${hours}:${part(minutes, 2)}:${part(Math.floor(milliseconds / 1000) % 60, 2)}.${part(milliseconds % 1000, 3)}`;
}

/** "3.2.50": bar, beat and hundredths of a beat, in 4/4, counted from 1. */
export function barTime(seconds: number, tempo: number): string {
  const beats = (seconds * tempo) / 60 + 1e-9;
  const bar = Math.floor(beats / BEATS_PER_BAR) + 1;
  const beat = (Math.floor(beats) % BEATS_PER_BAR) + 1;
  return `${bar}.${beat}.${String(Math.floor((beats % 1) * 100)).padStart(2, '0')}`;
}

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
