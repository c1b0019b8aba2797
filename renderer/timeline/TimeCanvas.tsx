import { useEffect, useRef } from 'react';
import { editor, useView } from '../state/session';
import { ticksOf, type Tick } from './ticks';
import { useViewport } from './viewport';

type Props = {
  height: number;
  /** CSS height, when it is another: what is alike all the way down is drawn one pixel high and stretched */
  stretched?: string;
  draw: (context: CanvasRenderingContext2D, ticks: readonly Tick[], width: number, height: number) => void;
};

/** A canvas as wide as the lanes' window, redrawn at most once a frame when zoom, scroll, size, tempo or markers change. */
export function TimeCanvas({ height, stretched, draw }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useViewport((viewport) => viewport.width);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio;
    element.width = Math.max(1, Math.round(width * ratio));
    element.height = Math.max(1, Math.round(height * ratio));
    let request = 0;
    let { tempo, markers } = editor.document;
    const paint = (): void => {
      request = 0;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const { gridUnit } = useView.getState();
      draw(context, ticksOf(useView.getState(), width, gridUnit, editor.document), width, height);
    };
    const later = (): void => {
      if (request === 0) request = requestAnimationFrame(paint);
    };
    paint();
    // Before the font has come another stands in for it.
    void document.fonts.ready.then(later);
    const stops = [
      useView.subscribe(later),
      editor.subscribe(() => {
        const now = editor.document;
        if (now.tempo === tempo && now.markers === markers) return;
        ({ tempo, markers } = now);
        later();
      }),
    ];
    return () => {
      cancelAnimationFrame(request);
      stops.forEach((stop) => stop());
    };
  }, [width, height, draw]);

  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{ width, height: stretched ?? height, display: 'block', pointerEvents: 'none' }}
    />
  );
}
