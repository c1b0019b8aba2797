import type { Automation } from '../../../preload/contract/document';
import { automationValue } from '../../document/automation';
import { curveScale, type Target } from '../../state/automation-targets';
import { fromFraction, toFraction, type ValueRange } from '../../ui/valueRange';
import { LANE_HEIGHT } from '../rows';

/** Space above the highest and below the lowest value, CSS pixels: half a point's handle. */
export const LANE_PAD = 7;
const TRAVEL = LANE_HEIGHT - 2 * LANE_PAD - 1;

/** CSS pixels from the lane's top. */
export const yOf = (range: ValueRange, value: number): number =>
  LANE_PAD + (1 - toFraction(range, value)) * TRAVEL;

export const valueAt = (range: ValueRange, y: number): number =>
  fromFraction(range, 1 - (y - LANE_PAD) / TRAVEL);

/** Share of the travel that `pixels` upwards are. */
export const shareOfPixels = (pixels: number): number => pixels / TRAVEL;

/** The value after moving up by a share of the travel. */
export const movedBy = (range: ValueRange, value: number, share: number): number =>
  fromFraction(range, toFraction(range, value) + share);

/** What the lane stands at; without points, what its control does. */
export function laneValue(lane: Pick<Automation, 'points'>, target: Target, at: number): number {
  return automationValue(lane.points, at, curveScale(target.range)) ?? target.value;
}
