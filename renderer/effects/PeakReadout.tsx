import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { player } from '../audio/player';
import { onFrame } from '../ui/frames';
import { colours, tabular } from '../ui/theme';

const show = (db: number): string => (db < -99 ? '−∞' : db.toFixed(1).replace('-', '−'));

/** The highest peak since it was clicked last, in dBFS. Written past React, once per frame at most. */
export function PeakReadout({ owner, label }: { owner: string | 'master'; label: string }) {
  const box = useRef<HTMLButtonElement>(null);
  const highest = useRef(-Infinity);
  useEffect(
    () =>
      onFrame(() => {
        const { peakDb, clipped } = player.level(owner);
        highest.current = Math.max(highest.current, ...peakDb);
        const element = box.current;
        if (!element) return;
        const text = show(highest.current);
        if (element.textContent !== text) element.textContent = text;
        element.style.color = clipped ? colours.error : colours.textDim;
      }),
    [owner],
  );
  return (
    <Box
      component="button"
      type="button"
      ref={box}
      aria-label={label}
      title="Highest peak in dBFS. Click to reset."
      onClick={() => {
        highest.current = -Infinity;
        player.resetClip(owner);
      }}
      sx={{
        width: 48,
        height: 24,
        p: 0,
        border: 'none',
        borderRadius: 0.5,
        font: 'inherit',
        fontSize: 11.5,
        bgcolor: colours.ground,
        ...tabular,
      }}
    />
  );
}
