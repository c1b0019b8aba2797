import type { Outgoing } from '../state/outgoing';
import { useDocument, useView } from '../state/session';
import { DragOut } from '../ui/DragOut';
import { rowsOf } from './rows';
import { MARKER_STRIP, RULER_HEIGHT } from './ruler/ruler-size';
import { TimeBox } from './TimeBox';
import { TimeLayer } from './TimeLayer';
import { useFrame } from './viewport';

/** The time selection over the tracks it lies on. */
export function TimeSelection() {
  const range = useView((view) => view.range);
  const rows = useDocument(rowsOf);
  if (!range) return null;
  const chosen = new Set(range.trackIds);
  return (
    <TimeLayer>
      {rows.list.map(
        (row) =>
          row.kind === 'track' &&
          chosen.has(row.track.id) && (
            <TimeBox
              key={row.key}
              data-testid="time-selection"
              className="time-selection"
              start={range.start}
              end={range.end}
              least={1}
              style={{ top: row.top, height: row.height - 1 }}
            />
          ),
      )}
    </TimeLayer>
  );
}

/** A narrower selection has no room for the grip beside its edges. */
const OUT_FROM = 48;

const strip = { top: MARKER_STRIP, height: RULER_HEIGHT - MARKER_STRIP };

const rangeOutgoing = (): Outgoing | null => {
  const { range } = useView.getState();
  return range && { kind: 'range', range };
};

/** The time selection in the ruler, with an edge to hold on either side. */
export function RangeBar() {
  const range = useView((view) => view.range);
  const sampleRate = useDocument((document) => document.sampleRate);
  const length = range ? (range.end - range.start) / sampleRate : 0;
  const out = useFrame(({ pixelsPerSecond }) => length * pixelsPerSecond >= OUT_FROM);
  return (
    range && (
      <TimeLayer>
        <TimeBox className="time-selection" start={range.start} end={range.end} least={1} style={strip}>
          {out && (
            <div className="range-out">
              <DragOut name="the time selection" outgoing={rangeOutgoing} />
            </div>
          )}
          <div className="range-edge" data-range-edge="start" />
          <div className="range-edge" data-range-edge="end" />
        </TimeBox>
      </TimeLayer>
    )
  );
}
