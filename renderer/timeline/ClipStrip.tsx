import { useContext, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Clip } from '../../preload/contract/document';
import { crossfadeLength } from '../document/crossfades';
import { useDocument } from '../state/session';
import { clipSpan, nameShift } from './clip-box';
import { LayerFrame, useLayerFrame } from './lane-frame';
import { onScroll } from './scroll-layer';

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
  const shows = useLayerFrame((frame) => clipSpan(clip, frame, sampleRate).width >= from);
  const layout = useContext(LayerFrame);
  const crossfade = useDocument((document) => crossfadeLength(document, clip, 'before'));
  useLayoutEffect(() => {
    let shown = NaN;
    return onScroll(layout, (scrollPx) => {
      const { pixelsPerSecond } = layout.getState();
      const { left, width } = clipSpan(clip, { pixelsPerSecond, originPx: 0 }, sampleRate);
      const crossed = (crossfade * pixelsPerSecond) / sampleRate;
      const shift = Math.round(nameShift(scrollPx - left, width, crossed));
      if (shift === shown || !strip.current) return;
      shown = shift;
      strip.current.style.left = `${shift}px`;
    });
  }, [layout, clip, sampleRate, crossfade, shows]);
  return (
    shows && (
      <div ref={strip} className="clip-strip">
        {children}
      </div>
    )
  );
}
