import { useCallback, useRef, type HTMLAttributes } from 'react';
import { useDocument } from '../state/session';
import { useOnFrame } from './scroll-layer';
import type { Frame } from './viewport';

type Props = HTMLAttributes<HTMLDivElement> & {
  /** samples */
  start: number;
  end: number;
  /** narrowest that it is shown, in CSS pixels */
  least?: number;
};

/** A box over a stretch of time, in a layer that scrolls with the timeline. */
export function TimeBox({ start, end, least = 2, ...rest }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const sampleRate = useDocument((document) => document.sampleRate);
  const place = useCallback(
    ({ pixelsPerSecond, originPx }: Frame): void => {
      const scale = pixelsPerSecond / sampleRate;
      if (!box.current) return;
      box.current.style.left = `${start * scale - originPx}px`;
      box.current.style.width = `${Math.max(least, (end - start) * scale)}px`;
    },
    [start, end, least, sampleRate],
  );
  useOnFrame(place);
  return <div ref={box} {...rest} />;
}
