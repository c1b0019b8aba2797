import type { AutomationPoint } from '../../../preload/contract/document';
import { automationValue, pointBefore } from '../../document/automation';
import { curveScale } from '../../state/automation-targets';
import type { ValueRange } from '../../ui/valueRange';
import { LANE_HEIGHT } from '../rows';
import { yOf } from './lane-scale';

export type CurveWindow = {
  /** samples at the left edge, and a CSS pixel */
  from: number;
  perPixel: number;
  /** CSS pixels */
  width: number;
  /** where a lane without points stands */
  idle: number;
  colour: string;
};

/** CSS pixels between the samples of a curve that is not straight on the screen. */
const STEP = 2;

/** Draws the part of a lane's curve that lies in the window, filled down to the lane's foot. */
export function drawCurve(
  context: CanvasRenderingContext2D,
  points: readonly AutomationPoint[],
  range: ValueRange,
  { from, perPixel, width, idle, colour }: CurveWindow,
): void {
  const scale = curveScale(range);
  const y = (at: number): number => yOf(range, automationValue(points, at, scale) ?? idle);
  const xOf = (at: number): number => (at - from) / perPixel;
  context.clearRect(0, 0, width, LANE_HEIGHT);
  context.beginPath();
  context.moveTo(-1, y(from - perPixel));
  const first = Math.max(0, pointBefore(points, from));
  const last = Math.min(points.length - 1, pointBefore(points, from + width * perPixel) + 1);
  if (last - first > width) {
    // More points than pixels: one look at the curve per pixel says as much.
    for (let x = 0; x <= width; x += 1) context.lineTo(x, y(from + x * perPixel));
  } else {
    // A desk fader's travel has corners, a bend is a bow: only what is straight is drawn as one line.
    for (let index = first; index <= last; index += 1) {
      const point = points[index];
      if (!point) continue;
      const next = points[index + 1];
      const x = xOf(point.at);
      if (x >= -1) context.lineTo(x, yOf(range, point.value));
      if (!next || (point.bend === 0 && range.scale !== 'fader')) continue;
      const end = Math.min(width + 1, xOf(next.at));
      for (let at = Math.max(0, x + STEP); at < end; at += STEP) context.lineTo(at, y(from + at * perPixel));
    }
  }
  context.lineTo(width + 1, y(from + (width + 1) * perPixel));
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  if (points.length === 0) context.setLineDash([4, 4]);
  context.stroke();
  context.setLineDash([]);
  if (points.length === 0) return;
  context.lineTo(width + 1, LANE_HEIGHT);
  context.lineTo(-1, LANE_HEIGHT);
  context.closePath();
  context.globalAlpha = 0.12;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
}
