import { memo, useMemo } from 'react';
import type { AutomationPoint } from '../../../preload/contract/document';
import { formatValue, type ValueRange } from '../../ui/valueRange';
import { formatSeconds } from '../timecode';
import { useFrame } from '../viewport';
import { yOf } from './lane-scale';
import { selectedAmong, useAutomationTools } from './tools';

/** More points than this in sight are a curve, not handles to take hold of. */
const HANDLES_MAX = 240;

type Props = {
  laneId: string;
  points: readonly AutomationPoint[];
  range: ValueRange;
  sampleRate: number;
  colour: string;
};

/** The handles of the points in the mounted part of the timeline. */
export const LanePoints = memo(function LanePoints({ laneId, points, range, sampleRate, colour }: Props) {
  const frame = useFrame();
  const selection = useAutomationTools((tools) =>
    tools.selected?.laneId === laneId ? tools.selected : null,
  );
  const selected = useMemo(() => selectedAmong(selection, laneId, points), [selection, laneId, points]);
  const scale = frame.pixelsPerSecond / sampleRate;
  const visible: number[] = [];
  points.forEach(({ at }, index) => {
    if (at * scale >= frame.fromPx && at * scale <= frame.toPx) visible.push(index);
  });
  const shown = visible.length > HANDLES_MAX ? visible.filter((index) => selected.has(index)) : visible;
  return shown.slice(0, HANDLES_MAX).map((index) => {
    const point = points[index];
    if (!point) return null;
    const value = formatValue(range, point.value);
    return (
      <div
        key={index}
        className="lane-point"
        data-point={index}
        data-selected={selected.has(index)}
        title={`${value} at ${formatSeconds(point.at / sampleRate, 0.001)}`}
        style={{
          left: point.at * scale - frame.originPx,
          top: yOf(range, point.value),
          color: colour,
        }}
      />
    );
  });
});
