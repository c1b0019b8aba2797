import { memo, type KeyboardEvent, type PointerEvent } from 'react';
import { useDocument } from '../../state/session';
import { targetName, targetOf } from '../../state/automation-targets';
import { colours } from '../../ui/theme';
import { formatValue } from '../../ui/valueRange';
import { LANE_HEIGHT, type LaneRow } from '../rows';
import type { Surface } from '../surface';
import { TimeBox } from '../TimeBox';
import { TimeLayer } from '../TimeLayer';
import { LaneCurve } from './LaneCurve';
import { LaneHeader } from './LaneHeader';
import { laneKey } from './lane-keys';
import { laneValue, yOf } from './lane-scale';
import { LanePoints } from './LanePoints';
import { useMarqueeBox, useReadout } from './overlay-state';
import { onCurve, pressLane } from './press';
import type { Lane } from './gestures';
import './automation.css';

type Props = { row: LaneRow; surface: () => Surface | null };

const pointUnder = (target: EventTarget | null): number | null => {
  const index =
    target instanceof Element ? target.closest<HTMLElement>('[data-point]')?.dataset['point'] : undefined;
  return index === undefined ? null : Number(index);
};

/** One parameter over time: its curve, its points, and everything a pointer or a key can do to them. */
export const AutomationLane = memo(function AutomationLane({ row, surface }: Props) {
  const { automation, owner, track } = row;
  // Names and ranges hang on the whole document (effects, returns); the text tells whether they are still the same.
  const known = useDocument((document) => {
    const found = targetOf(document, owner, automation.target);
    return found ? `${targetName(found)} ${found.value}` : null;
  });
  const target = useDocument((document) => {
    const found = known === null ? null : targetOf(document, owner, automation.target);
    return found === null ? null : remembered(`${owner} ${automation.target} ${known}`, found);
  });
  const sampleRate = useDocument((document) => document.sampleRate);
  const colour = track?.colour ?? colours.accent;

  const lane = (): Lane | null => {
    const area = surface();
    return area && target ? { row, target, surface: area } : null;
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const pressed = lane();
    // The lane is not a place for clips: what is under the rows must not answer too.
    event.stopPropagation();
    if (event.button !== 0 || !pressed) return;
    event.currentTarget.focus({ preventScroll: true });
    pressLane(event.nativeEvent, pressed, pointUnder(event.target));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const over = lane();
    if (!over || event.buttons !== 0) return;
    const { clientX, clientY } = event;
    const value = laneValue(automation, over.target, over.surface.time(clientX));
    event.currentTarget.style.cursor = onCurve(over, clientX, clientY) ? 'copy' : 'default';
    useReadout.setState({
      readout: {
        laneId: automation.id,
        x: over.surface.x(clientX),
        y: yOf(over.target.range, value),
        text: formatValue(over.target.range, value),
      },
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!target || !laneKey(event, row, target)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <LaneHeader row={row} target={target} />
      <div
        className="automation-lane"
        data-automation={automation.id}
        data-target={automation.target}
        role="application"
        aria-label={`${target ? targetName(target) : 'Automation'}, ${automation.points.length} points. Arrow keys select and move points, Enter adds one at the playhead.`}
        tabIndex={0}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => useReadout.setState({ readout: null })}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          event.stopPropagation();
        }}
        style={{ opacity: automation.bypassed ? 0.45 : 1, height: LANE_HEIGHT - 1 }}
      >
        {target && (
          <TimeLayer className="lane-layer">
            <LaneCurve
              points={automation.points}
              range={target.range}
              idle={target.value}
              colour={colour}
              sampleRate={sampleRate}
            />
            <LanePoints
              laneId={automation.id}
              points={automation.points}
              range={target.range}
              sampleRate={sampleRate}
              colour={colour}
            />
            <PointMarquee laneId={automation.id} />
          </TimeLayer>
        )}
        <Readout laneId={automation.id} />
      </div>
    </>
  );
});

/** The same object for the same text: a fresh one for every edit of the document would draw every lane anew. */
const targets = new Map<string, NonNullable<ReturnType<typeof targetOf>>>();
function remembered(key: string, target: NonNullable<ReturnType<typeof targetOf>>): typeof target {
  const before = targets.get(key);
  if (before) return before;
  if (targets.size > 500) targets.clear();
  targets.set(key, target);
  return target;
}

function Readout({ laneId }: { laneId: string }) {
  const readout = useReadout((state) => (state.readout?.laneId === laneId ? state.readout : null));
  if (!readout) return null;
  const above = readout.y > LANE_HEIGHT / 2;
  return (
    <div
      className="lane-readout"
      style={{
        transform: `translate(${Math.round(readout.x + 12)}px, ${Math.round(readout.y + (above ? -22 : 6))}px)`,
      }}
    >
      {readout.text}
    </div>
  );
}

function PointMarquee({ laneId }: { laneId: string }) {
  const box = useMarqueeBox((state) => (state.box?.laneId === laneId ? state.box : null));
  if (!box) return null;
  return (
    <TimeBox
      className="lane-marquee"
      start={box.start}
      end={box.end}
      least={0}
      style={{ top: box.top, height: box.bottom - box.top }}
    />
  );
}
