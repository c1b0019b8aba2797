import { useContext, useLayoutEffect, useRef, type HTMLAttributes } from 'react';
import { holdTransform } from '../ui/held-transform';
import { LayerFrame } from './lane-frame';
import { onScroll, scrollTransform } from './scroll-layer';

/**
 * Moves with the timeline: what is placed in it relative to the frame's origin stays at its time. To be mounted with
 * something to show (see `holdTransform`).
 */
export function TimeLayer({ className = 'time-layer', ...rest }: HTMLAttributes<HTMLDivElement>) {
  const layer = useRef<HTMLDivElement>(null);
  const layout = useContext(LayerFrame);
  useLayoutEffect(() => {
    if (!layer.current) return;
    const held = holdTransform(layer.current);
    const stop = onScroll(layout, (scrollPx, stretch) =>
      held.set(scrollTransform(layout.getState().originPx - scrollPx, stretch)),
    );
    return () => {
      stop();
      held.release();
    };
  }, [layout]);
  return <div ref={layer} className={className} {...rest} />;
}
