import { useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { holdTransform } from '../ui/held-transform';
import { useViewport } from './viewport';

const THUMB_MIN = 28;

type Props = {
  scroller: RefObject<HTMLElement | null>;
  /** height of what is scrolled, CSS pixels */
  total: number;
};

/** How far down the tracks are scrolled, over the lanes' right edge. There only when they do not all fit. */
export function TrackScrollBar({ scroller, total }: Props) {
  const thumb = useRef<HTMLDivElement>(null);
  const height = useViewport((viewport) => viewport.height);
  const fits = total <= height;
  const size = Math.max(THUMB_MIN, (height / total) * height);
  const perPixel = (total - height) / Math.max(1, height - size);

  useLayoutEffect(() => {
    const element = thumb.current;
    if (!element) return;
    const held = holdTransform(element);
    const place = ({ scrollTop }: { scrollTop: number }): void => {
      held.set(`translateY(${scrollTop / perPixel}px)`);
      element.setAttribute('aria-valuenow', String(Math.round(scrollTop)));
    };
    place(useViewport.getState());
    const stop = useViewport.subscribe(place);
    return () => {
      stop();
      held.release();
    };
  }, [perPixel, fits]);

  const drag = useRef<{ from: number; scrollTop: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientY, scrollTop: useViewport.getState().scrollTop };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!drag.current || !scroller.current) return;
    scroller.current.scrollTop = drag.current.scrollTop + (event.clientY - drag.current.from) * perPixel;
  };
  const end = (): void => {
    drag.current = null;
  };

  if (fits) return null;
  return (
    <div className="track-scroll">
      <div
        ref={thumb}
        className="track-scroll-thumb"
        role="scrollbar"
        aria-label="Scroll the tracks"
        aria-controls="timeline-lanes"
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuenow={0}
        aria-valuemax={Math.round(total - height)}
        style={{ height: size }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={end}
        onPointerCancel={end}
      />
    </div>
  );
}
