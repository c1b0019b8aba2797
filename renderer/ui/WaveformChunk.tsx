import { memo, useLayoutEffect, useRef } from 'react';
import { drawWaveform, straightWindow } from '../peaks/draw';
import type { Peaks } from '../peaks/pyramid';

type Props = {
  peaks: Peaks;
  fromSeconds: number;
  secondsPerPixel: number;
  /** CSS pixels from the waveform's left edge */
  left: number;
  width: number;
  height: number;
  gain: number;
  colour: string;
};

/** One canvas of a waveform: no canvas ever grows past what a GPU takes, and only chunks in view are drawn. */
export const WaveformChunk = memo(function WaveformChunk(props: Props) {
  const { peaks, fromSeconds, secondsPerPixel, left, width, height, gain, colour } = props;
  const canvas = useRef<HTMLCanvasElement>(null);

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio;
    element.width = Math.max(1, Math.round(width * ratio));
    element.height = Math.max(1, Math.round(height * ratio));
    const shown = { fromSeconds, secondsPerPixel, width, height, gain, colour };
    drawWaveform(context, peaks, straightWindow(peaks, shown), ratio);
  }, [peaks, fromSeconds, secondsPerPixel, width, height, gain, colour]);

  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{ position: 'absolute', left, top: 0, width, height, pointerEvents: 'none' }}
    />
  );
});
