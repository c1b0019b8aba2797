import Box from '@mui/material/Box';
import { useRef } from 'react';
import { useDocument } from '../state/session';
import { colours } from '../ui/theme';
import { useScrollLayer } from './scroll-layer';
import { useFrame } from './viewport';

const BAR = 11;

function useLoopBox(): { left: number; width: number; enabled: boolean } | null {
  const loop = useDocument((document) => document.loop);
  const sampleRate = useDocument((document) => document.sampleRate);
  const { pixelsPerSecond, originPx } = useFrame();
  if (loop.end <= loop.start) return null;
  const scale = pixelsPerSecond / sampleRate;
  return {
    left: loop.start * scale - originPx,
    width: Math.max(2, (loop.end - loop.start) * scale),
    enabled: loop.enabled,
  };
}

const layerSx = { position: 'absolute', inset: 0, pointerEvents: 'none' } as const;

/** The loop region's bar in the ruler, with an edge to hold on either side. */
export function LoopRegion() {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  const box = useLoopBox();
  const colour = box?.enabled ? colours.accent : colours.textFaint;
  const edge = {
    position: 'absolute',
    top: 0,
    height: BAR + 4,
    width: 10,
    cursor: 'ew-resize',
    pointerEvents: 'auto',
  };
  return (
    <Box ref={layer} sx={layerSx}>
      {box && (
        <Box
          data-testid="loop-region"
          style={{ left: box.left, width: box.width }}
          sx={{ position: 'absolute', top: 0, height: BAR }}
        >
          <Box
            data-loop="bar"
            title="Loop region: drag to move, drag an edge to resize"
            sx={{
              position: 'absolute',
              inset: 0,
              bgcolor: colour,
              opacity: box.enabled ? 0.75 : 0.4,
              borderRadius: '2px',
              cursor: 'grab',
              pointerEvents: 'auto',
            }}
          />
          <Box data-loop="start" sx={{ ...edge, left: -4, borderLeft: `2px solid ${colour}`, ml: '4px' }} />
          <Box data-loop="end" sx={{ ...edge, right: -4, borderRight: `2px solid ${colour}`, mr: '4px' }} />
        </Box>
      )}
    </Box>
  );
}

/** The loop region's shade over the lanes. */
export function LoopShade() {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  const box = useLoopBox();
  return (
    <Box ref={layer} sx={layerSx}>
      {box?.enabled && (
        <Box
          style={{ left: box.left, width: box.width }}
          sx={{
            position: 'absolute',
            top: 0,
            bottom: 0,
            bgcolor: 'rgba(95, 199, 192, 0.05)',
            borderLeft: '1px solid rgba(95, 199, 192, 0.35)',
            borderRight: '1px solid rgba(95, 199, 192, 0.35)',
          }}
        />
      )}
    </Box>
  );
}
