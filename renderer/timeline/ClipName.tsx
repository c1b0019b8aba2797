import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Clip } from '../../preload/contract/document';
import { crossfadeLength } from '../document/crossfades';
import { useDocument } from '../state/session';
import { clipSpan } from './clip-box';
import { clipTitle } from './clip-title';
import { onScroll } from './scroll-layer';
import { useFrame } from './viewport';

type Props = {
  clip: Clip;
  /** how its sound was made, in a quieter colour behind the name; empty: nothing is known */
  detail: string;
  /** "2/3" for the second of three takes; null: there is but one */
  take: string | null;
  sampleRate: number;
  /** the name stands over the waveform, not in a strip of its own */
  over: boolean;
  /** a field to type the name in, in its place */
  children: ReactNode;
};

/** Pixels of the name that stay in the clip when it is scrolled nearly away. */
const KEEP = 40;

/** The clip's name, which stays in sight while the clip's left edge is scrolled out of the window. */
export function ClipName({ clip, detail, take, sampleRate, over, children }: Props) {
  const text = useRef<HTMLDivElement>(null);
  const crossfade = useDocument((document) => crossfadeLength(document, clip, 'before'));
  useLayoutEffect(() => {
    let shown = NaN;
    return onScroll((scrollPx) => {
      const { pixelsPerSecond } = useFrame.getState();
      // Through a crossfade the clip before is seen: the name begins behind it.
      const crossed = (crossfade * pixelsPerSecond) / sampleRate;
      const { left, width } = clipSpan(clip, { pixelsPerSecond, originPx: 0 }, sampleRate);
      const shift = Math.round(Math.max(crossed, Math.min(scrollPx - left, width - KEEP)));
      if (shift === shown || !text.current) return;
      shown = shift;
      text.current.style.left = `${shift}px`;
    });
  }, [clip, sampleRate, crossfade]);
  return (
    <div ref={text} className="clip-strip" data-over={over}>
      {children === false ? (
        <div className="clip-name" aria-hidden="true">
          {take !== null && (
            <span className="clip-take" data-handle="takes" title="Takes: click to see them">
              {take}
            </span>
          )}
          {clipTitle(clip)}
          {detail !== '' && <span className="clip-detail">{detail}</span>}
        </div>
      ) : (
        children
      )}
    </div>
  );
}
