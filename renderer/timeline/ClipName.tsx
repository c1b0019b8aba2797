import { useLayoutEffect, useRef, type CSSProperties } from 'react';
import { onScroll } from './scroll-layer';

type Props = {
  name: string;
  /** the clip's left edge since the project's start, and its width, in CSS pixels */
  clipPx: number;
  width: number;
  style: CSSProperties;
};

/** Pixels of the name that stay in the clip when it is scrolled nearly away. */
const KEEP = 40;

/** The clip's name, which stays in sight while the clip's left edge is scrolled out of the window. */
export function ClipName({ name, clipPx, width, style }: Props) {
  const text = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let shown = NaN;
    return onScroll((scrollPx) => {
      const shift = Math.round(Math.max(0, Math.min(scrollPx - clipPx, width - KEEP)));
      if (shift === shown || !text.current) return;
      shown = shift;
      text.current.style.transform = `translateX(${shift}px)`;
      text.current.style.maxWidth = `${Math.max(0, width - shift - 8)}px`;
    });
  }, [clipPx, width]);
  return (
    <div
      ref={text}
      style={{
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        maxWidth: Math.max(0, width - 8),
        ...style,
      }}
    >
      {name}
    </div>
  );
}
