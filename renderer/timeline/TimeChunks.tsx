import { memo, useLayoutEffect, useRef } from 'react';
import { useFrame } from './viewport';

/** CSS pixels of one canvas. */
const CHUNK = 1024;

/** A piece of the timeline: `left` CSS pixels from the project's start, at a zoom. */
export type Chunk = {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly pixelsPerSecond: number;
};

type Props = {
  height: number;
  /** kept from render to render, or everything is drawn anew on each */
  draw: (context: CanvasRenderingContext2D, chunk: Chunk) => void;
};

/** What is drawn over time, in canvases beside each other; only those in the mounted part of the timeline exist. */
export const TimeChunks = memo(function TimeChunks(props: Props) {
  const first = useFrame((frame) => Math.floor(Math.max(0, frame.fromPx) / CHUNK));
  const last = useFrame((frame) => Math.floor(frame.toPx / CHUNK));
  return Array.from({ length: last - first + 1 }, (_, index) => (
    <ChunkCanvas key={first + index} left={(first + index) * CHUNK} {...props} />
  ));
});

const ChunkCanvas = memo(function ChunkCanvas({ left, height, draw }: Props & { left: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixelsPerSecond = useFrame((frame) => frame.pixelsPerSecond);
  const originPx = useFrame((frame) => frame.originPx);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio;
    element.width = CHUNK * ratio;
    element.height = Math.max(1, Math.round(height * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, { left, width: CHUNK, height, pixelsPerSecond });
  }, [left, height, draw, pixelsPerSecond]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      className="time-chunk"
      style={{ left: left - originPx, width: CHUNK, height }}
    />
  );
});
