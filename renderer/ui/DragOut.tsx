import { useState } from 'react';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import OutIcon from '@mui/icons-material/NorthEastRounded';
import { dragOut, preparedFile, prepareQuietly, revealFile, type Outgoing } from '../state/outgoing';
import { colours } from './theme';

type Props = {
  /** read when the pointer comes near, so that it is what the thing is by then */
  outgoing: () => Outgoing | null;
  /** for the screen reader: "Take 3" */
  name: string;
  size?: number;
};

/**
 * The grip by which a sound is dragged to another program or folder. A drag of the sound itself stays in the window;
 * this one carries a WAV file, made when the pointer comes near. A click shows the file in its folder.
 */
export function DragOut({ outgoing, name, size = 24 }: Props) {
  const [state, setState] = useState<'unknown' | 'making' | 'ready'>('unknown');
  const approach = (): void => {
    const next = outgoing();
    if (!next) return;
    setState(preparedFile(next) === null ? 'making' : 'ready');
    void prepareQuietly(next).then(() => setState('ready'));
  };
  const title =
    state === 'making'
      ? 'Writing the file…'
      : 'Drag to a DAW or folder as a WAV file. Click to show the file';
  return (
    <Tooltip title={title}>
      <Box
        component="button"
        type="button"
        draggable
        data-handle="drag-out"
        data-state={state}
        aria-label={`Drag ${name} out as a file`}
        onPointerEnter={approach}
        onFocus={approach}
        onPointerDown={(event) => {
          event.stopPropagation();
          // It may have been edited since the pointer came.
          approach();
        }}
        onDragStart={(event) => {
          // The operating system's own drag takes over from here.
          event.preventDefault();
          const next = outgoing();
          if (next) dragOut(next);
        }}
        onClick={(event) => {
          event.stopPropagation();
          const next = outgoing();
          if (next) void revealFile(next);
        }}
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: size,
          height: size,
          p: 0,
          border: 0,
          borderRadius: 0.5,
          bgcolor: 'transparent',
          color: state === 'making' ? colours.textFaint : 'inherit',
          cursor: 'grab',
          '&:hover': { bgcolor: 'action.hover' },
        }}
      >
        <OutIcon sx={{ fontSize: Math.min(16, size - 4) }} />
      </Box>
    </Tooltip>
  );
}
