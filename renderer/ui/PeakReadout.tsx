import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { player } from '../audio/player';
import { formatFigure } from './format';
import { onReadoutFrame } from './frames';
import { RunningText, writeText } from './RunningText';
import { colours } from './theme';

/** The highest peak since it was clicked last, in dBFS. Written past React. */
export function PeakReadout({ owner, label }: { owner: string | 'master'; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      onReadoutFrame(() => {
        const { highestDb, clipped } = player.level(owner);
        const element = box.current;
        if (!element) return;
        writeText(element, formatFigure(highestDb));
        const colour = clipped ? colours.error : colours.textDim;
        if (element.dataset['colour'] === colour) return;
        element.dataset['colour'] = colour;
        element.style.color = colour;
      }),
    [owner],
  );
  return (
    <Box
      component="button"
      type="button"
      aria-label={label}
      title="Highest peak in dBFS. Click to reset."
      onClick={() => player.resetClip(owner)}
      sx={{
        minWidth: 40,
        flex: 1,
        height: 24,
        p: 0,
        border: 'none',
        borderRadius: 0.5,
        font: 'inherit',
        fontSize: 11,
        bgcolor: colours.ground,
      }}
    >
      <RunningText ref={box} sx={{ height: 24, lineHeight: '24px' }} />
    </Box>
  );
}
