import { useEffect, useRef, useState, type ReactNode } from 'react';
import Box from '@mui/material/Box';

/** First and one-past-last row to draw; `spare` rows beyond each edge hide the seam while scrolling. */
export function visibleRows(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  count: number,
  spare = 4,
): [number, number] {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const end = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + spare);
  return [Math.min(first, end), end];
}

type Props<T> = {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  rowHeight: number;
  row: (item: T, index: number) => ReactNode;
};

/** A list that draws only the rows in view, all of one height: thousands cost what twenty do. */
export function RowList<T>({ label, items, keyOf, rowHeight, row }: Props<T>) {
  const view = useRef<HTMLDivElement | null>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (!view.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setHeight(entry.contentRect.height);
    });
    observer.observe(view.current);
    return () => observer.disconnect();
  }, []);
  const [first, end] = visibleRows(scrollTop, height, rowHeight, items.length);
  return (
    <Box
      ref={view}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      sx={{ flex: 1, minHeight: 0, overflowY: 'auto' }}
    >
      <Box
        component="ul"
        aria-label={label}
        sx={{ position: 'relative', listStyle: 'none', m: 0, p: 0, height: items.length * rowHeight }}
      >
        {items.slice(first, end).map((item, index) => (
          <Box
            component="li"
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + index + 1}
            sx={{ position: 'absolute', left: 0, right: 0, height: rowHeight }}
            style={{ top: (first + index) * rowHeight }}
          >
            {row(item, first + index)}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
