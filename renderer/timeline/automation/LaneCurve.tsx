import { memo, useCallback } from 'react';
import type { AutomationPoint } from '../../../preload/contract/document';
import type { ValueRange } from '../../ui/valueRange';
import { LANE_HEIGHT } from '../rows';
import { TimeChunks, type Chunk } from '../TimeChunks';
import { drawCurve } from './draw';

type Props = {
  points: readonly AutomationPoint[];
  range: ValueRange;
  idle: number;
  colour: string;
  sampleRate: number;
};

/** A lane's curve. */
export const LaneCurve = memo(function LaneCurve({ points, range, idle, colour, sampleRate }: Props) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { left, width, pixelsPerSecond }: Chunk): void => {
      const perPixel = sampleRate / pixelsPerSecond;
      drawCurve(context, points, range, { from: left * perPixel, perPixel, width, idle, colour });
    },
    [points, range, idle, colour, sampleRate],
  );
  return <TimeChunks height={LANE_HEIGHT} draw={draw} />;
});
