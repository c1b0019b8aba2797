import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Clip } from '../../preload/contract/document';
import { crossfadeLength } from '../document/crossfades';
import { useDocument } from '../state/session';
import { clipSpan, nameShift } from './clip-box';
import { onScroll } from './scroll-layer';
import { useFrame } from './viewport';

type Props = {
  clip: Clip;
  sampleRate: number;
  /** least width of the clip that it is shown in, CSS pixels */
  from: number;
  children: ReactNode;
};

/** What can be pressed or typed in where a clip's name is; it stays in sight as the name does. */
export function ClipStrip({ clip, sampleRate, from, children }: Props) {
  const strip = useRef<HTMLDivElement>(null);
  const shows = useFrame((frame) => clipSpan(clip, frame, sampleRate).width >= from);
  const crossfade = useDocument((document) => crossfadeLength(document, clip, 'before'));
  useLayoutEffect(() => {
    let shown = NaN;
    return onScroll((scrollPx) => {
      const { pixelsPerSecond } = useFrame.getState();
      const { left, width } = clipSpan(clip, { pixelsPerSecond, originPx: 0 }, sampleRate);
      const crossed = (crossfade * pixelsPerSecond) / sampleRate;
      const shift = Math.round(nameShift(scrollPx - left, width, crossed));
      if (shift === shown || !strip.current) return;
      shown = shift;
      strip.current.style.left = `${shift}px`;
    });
  }, [clip, sampleRate, crossfade, shows]);
  return (
    shows && (
      <div ref={strip} className="clip-strip">
        {children}
      </div>
    )
  );
}
