import Box from '@mui/material/Box';
import { useEffect, useRef, type PointerEvent } from 'react';
import { editor, useView } from '../state/session';
import { contentSeconds, scrollByPixels, scrollTo, useViewport } from './viewport';

export const SCROLL_BAR_HEIGHT = 14;
const THUMB_MIN = 28;

/**
 * The timeline's horizontal scroll bar. Not the browser's: an hour at the finest zoom is wider than any element can
 * be. Moved by hand on every scroll, so that scrolling renders nothing.
 */
export function ScrollBar() {
  const bar = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const width = useViewport((viewport) => viewport.width);

  useEffect(() => {
    const place = (): void => {
      const { scrollSeconds, pixelsPerSecond } = useView.getState();
      const visible = width / pixelsPerSecond;
      const total = Math.max(contentSeconds() + visible * 0.25, scrollSeconds + visible);
      const size = Math.max(THUMB_MIN, Math.min(width, (visible / total) * width));
      const travel = total - visible;
      const left = travel > 0 ? (scrollSeconds / travel) * (width - size) : 0;
      if (!thumb.current || !bar.current) return;
      thumb.current.style.width = `${size}px`;
      thumb.current.style.transform = `translateX(${left}px)`;
      bar.current.setAttribute('aria-valuenow', scrollSeconds.toFixed(2));
      bar.current.setAttribute('aria-valuemax', Math.max(0, travel).toFixed(2));
    };
    place();
    const stops = [useView.subscribe(place), editor.subscribe(place)];
    return () => stops.forEach((stop) => stop());
  }, [width]);

  const drag = useRef<{ from: number; scroll: number; perPixel: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || !thumb.current) return;
    const { scrollSeconds, pixelsPerSecond } = useView.getState();
    const box = thumb.current.getBoundingClientRect();
    if (event.clientX < box.left || event.clientX > box.right) {
      scrollByPixels((event.clientX < box.left ? -1 : 1) * width * 0.8);
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    const visible = width / pixelsPerSecond;
    const total = Math.max(contentSeconds() + visible * 0.25, scrollSeconds + visible);
    drag.current = {
      from: event.clientX,
      scroll: scrollSeconds,
      perPixel: (total - visible) / Math.max(1, width - box.width),
    };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (drag.current)
      scrollTo(drag.current.scroll + (event.clientX - drag.current.from) * drag.current.perPixel);
  };
  const end = (): void => {
    drag.current = null;
  };

  return (
    <Box
      ref={bar}
      role="scrollbar"
      aria-label="Scroll in time"
      aria-controls="timeline-lanes"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuenow={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      sx={{
        position: 'relative',
        height: SCROLL_BAR_HEIGHT,
        flex: 1,
        minWidth: 0,
        touchAction: 'none',
        overflow: 'hidden',
      }}
    >
      <Box
        ref={thumb}
        sx={{
          position: 'absolute',
          top: 3,
          left: 0,
          height: SCROLL_BAR_HEIGHT - 6,
          borderRadius: '4px',
          bgcolor: '#3b424a',
          '&:hover': { bgcolor: '#4d565f' },
        }}
      />
    </Box>
  );
}
