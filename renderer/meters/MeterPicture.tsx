import Box from '@mui/material/Box';
import { useCallback, type ReactNode } from 'react';
import { colours } from '../ui/theme';
import { useMeterCanvas, type Follow, type Paper } from '../ui/useMeterCanvas';
import { useSize } from './useSize';

/** A layer of a picture: `Start` for a size in CSS pixels. The same function at every render, or it begins anew. */
export type Layer = (paper: Paper, before: OffscreenCanvas, width: number, height: number) => Follow;

type Props = {
  /** what it shows, for the screen reader */
  label: string;
  /** drawn over one another, the first at the bottom */
  layers: readonly Layer[];
  /** pixels of the canvases per CSS pixel; the screen's own unless said otherwise */
  ratio?: number;
  /** what lies over the layers, given the height in CSS pixels */
  children?: (height: number) => ReactNode;
};

/** A picture of what sounds that fills what room there is. */
export function MeterPicture({ label, layers, ratio, children }: Props) {
  const [box, size] = useSize();
  return (
    <Box
      ref={box}
      role="img"
      aria-label={label}
      sx={{
        position: 'relative',
        flex: 1,
        minWidth: 0,
        bgcolor: colours.ground,
        borderRadius: 0.5,
        overflow: 'hidden',
      }}
    >
      {layers.map((layer, index) => (
        <LayerCanvas key={index} layer={layer} ratio={ratio} {...size} />
      ))}
      {children?.(size.height)}
    </Box>
  );
}

type CanvasProps = { layer: Layer; ratio: number | undefined; width: number; height: number };

function LayerCanvas({ layer, ratio, width, height }: CanvasProps) {
  const start = useCallback(
    (paper: Paper, before: OffscreenCanvas) => layer(paper, before, width, height),
    [layer, width, height],
  );
  const canvas = useMeterCanvas(width, height, start, ratio);
  return <canvas ref={canvas} style={{ position: 'absolute', inset: 0, width, height }} />;
}
