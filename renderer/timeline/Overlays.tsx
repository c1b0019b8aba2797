import Box from '@mui/material/Box';
import { useRef } from 'react';
import { useDocument } from '../state/session';
import { colours } from '../ui/theme';
import { useMarquee } from './gestures/marquee';
import { useTrackDrop } from './gestures/track-order';
import { rowsOf } from './rows';
import { useScrollLayer } from './scroll-layer';
import { useDropGhost } from './sound-drop';
import { useFrame } from './viewport';

const layerSx = { position: 'absolute', inset: 0, pointerEvents: 'none' } as const;
const NEW_TRACK_HEIGHT = 76;

/** The selection rectangle while it is drawn. */
export function Marquee() {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  const box = useMarquee((state) => state.box);
  const sampleRate = useDocument((document) => document.sampleRate);
  const { pixelsPerSecond, originPx } = useFrame();
  const scale = pixelsPerSecond / sampleRate;
  return (
    <Box ref={layer} sx={layerSx}>
      {box && (
        <Box
          style={{
            left: box.start * scale - originPx,
            width: (box.end - box.start) * scale,
            top: box.top,
            height: box.bottom - box.top,
          }}
          sx={{
            position: 'absolute',
            border: `1px solid ${colours.accent}`,
            bgcolor: 'rgba(95, 199, 192, 0.12)',
          }}
        />
      )}
    </Box>
  );
}

/** Where a sound that is dragged over the lanes would go. */
export function DropGhost() {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  const ghost = useDropGhost((state) => state.ghost);
  const tracks = useDocument((document) => document.tracks);
  const sampleRate = useDocument((document) => document.sampleRate);
  const { pixelsPerSecond, originPx } = useFrame();
  const rows = rowsOf(tracks);
  const row = ghost ? rows.list[ghost.row] : undefined;
  const scale = pixelsPerSecond / sampleRate;
  return (
    <Box ref={layer} sx={layerSx}>
      {ghost && (
        <Box
          data-testid="drop-ghost"
          style={{
            left: ghost.start * scale - originPx,
            width: Math.max(2, ghost.length * scale),
            top: row ? row.top + 1 : rows.total + 1,
            height: (row?.height ?? NEW_TRACK_HEIGHT) - 3,
            borderColor: row?.track.colour ?? colours.accent,
          }}
          sx={{
            position: 'absolute',
            boxSizing: 'border-box',
            border: '1px dashed',
            borderRadius: '3px',
            bgcolor: 'rgba(228, 231, 235, 0.12)',
            px: '4px',
            fontSize: 11,
            lineHeight: '16px',
            overflow: 'hidden',
            whiteSpace: 'nowrap',
            textOverflow: 'ellipsis',
          }}
        >
          {row ? ghost.name : `New track: ${ghost.name}`}
        </Box>
      )}
    </Box>
  );
}

/** The gap into which a dragged track would drop. */
export function TrackDropLine() {
  const gap = useTrackDrop((state) => state.gap);
  const tracks = useDocument((document) => document.tracks);
  if (gap === null) return null;
  const rows = rowsOf(tracks);
  const top = rows.list[gap]?.top ?? rows.total;
  return (
    <Box
      style={{ top: top - 1 }}
      sx={{
        position: 'absolute',
        left: 0,
        right: 0,
        height: 2,
        bgcolor: colours.accent,
        pointerEvents: 'none',
      }}
    />
  );
}
