import { useDocument } from '../state/session';
import { LOOP_STRIP, MARKER_STRIP } from './ruler/ruler-size';
import { TimeBox } from './TimeBox';
import { TimeLayer } from './TimeLayer';

const bar = { top: MARKER_STRIP + 1, height: LOOP_STRIP };

/** The loop region's bar in the ruler, with an edge to hold on either side. */
export function LoopRegion() {
  const { start, end, enabled } = useDocument((document) => document.loop);
  if (end <= start) return null;
  return (
    <TimeLayer>
      <TimeBox
        data-testid="loop-region"
        className="loop"
        data-on={enabled}
        start={start}
        end={end}
        style={bar}
      >
        <div className="loop-bar" data-loop="bar" title="Loop region: drag to move, drag an edge to resize" />
        <div className="loop-edge" data-loop="start" />
        <div className="loop-edge" data-loop="end" />
      </TimeBox>
    </TimeLayer>
  );
}

/** The loop region's shade over the lanes. */
export function LoopShade() {
  const { start, end, enabled } = useDocument((document) => document.loop);
  if (!enabled || end <= start) return null;
  return (
    <TimeLayer>
      <TimeBox className="loop-shade" start={start} end={end} />
    </TimeLayer>
  );
}
