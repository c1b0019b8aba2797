import { memo, useLayoutEffect, useRef } from 'react';
import type { AutomationPoint } from '../../../preload/contract/document';
import type { ValueRange } from '../../ui/valueRange';
import { LANE_HEIGHT } from '../rows';
import { useFrame } from '../viewport';
import { drawCurve } from './draw';

/** CSS pixels of one canvas. */
const CHUNK = 1024;

type Props = {
  points: readonly AutomationPoint[];
  range: ValueRange;
  idle: number;
  colour: string;
  sampleRate: number;
};

/** A lane's curve in chunks; only those in the mounted part of the timeline exist. */
export const LaneCurve = memo(function LaneCurve(props: Props) {
  const first = useFrame((frame) => Math.floor(Math.max(0, frame.fromPx) / CHUNK));
  const last = useFrame((frame) => Math.floor(frame.toPx / CHUNK));
  return Array.from({ length: last - first + 1 }, (_, index) => (
    <Chunk key={first + index} index={first + index} {...props} />
  ));
});

const Chunk = memo(function Chunk({
  index,
  points,
  range,
  idle,
  colour,
  sampleRate,
}: Props & { index: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixelsPerSecond = useFrame((frame) => frame.pixelsPerSecond);
  const originPx = useFrame((frame) => frame.originPx);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio;
    element.width = CHUNK * ratio;
    element.height = LANE_HEIGHT * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const perPixel = sampleRate / pixelsPerSecond;
    drawCurve(context, points, range, {
      from: index * CHUNK * perPixel,
      perPixel,
      width: CHUNK,
      idle,
      colour,
    });
  }, [index, points, range, idle, colour, sampleRate, pixelsPerSecond]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{
        position: 'absolute',
        left: index * CHUNK - originPx,
        top: 0,
        width: CHUNK,
        height: LANE_HEIGHT,
        pointerEvents: 'none',
      }}
    />
  );
});
