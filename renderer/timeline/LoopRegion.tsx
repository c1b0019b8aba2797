import { useRef } from 'react';
import { useDocument } from '../state/session';
import { LOOP_STRIP, MARKER_STRIP } from './ruler/ruler-size';
import { useScrollLayer } from './scroll-layer';
import { TimeBox } from './TimeBox';

const bar = { top: MARKER_STRIP + 1, height: LOOP_STRIP };

/** The loop region's bar in the ruler, with an edge to hold on either side. */
export function LoopRegion() {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  const { start, end, enabled } = useDocument((document) => document.loop);
  return (
    <div ref={layer} className="time-layer">
      {end > start && (
        <TimeBox
          data-testid="loop-region"
          className="loop"
          data-on={enabled}
          start={start}
          end={end}
          style={bar}
        >
          <div
            className="loop-bar"
            data-loop="bar"
            title="Loop region: drag to move, drag an edge to resize"
          />
          <div className="loop-edge" data-loop="start" />
          <div className="loop-edge" data-loop="end" />
        </TimeBox>
      )}
    </div>
  );
}

/** The loop region's shade over the lanes. */
export function LoopShade() {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  const { start, end, enabled } = useDocument((document) => document.loop);
  return (
    <div ref={layer} className="time-layer">
      {enabled && end > start && <TimeBox className="loop-shade" start={start} end={end} />}
    </div>
  );
}
