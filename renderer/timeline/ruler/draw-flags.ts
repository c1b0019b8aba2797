import type { Marker } from '../../../preload/contract/document';
import { editor, useView } from '../../state/session';
import { colours } from '../../ui/theme';
import { mix } from '../colour-mix';
import { MARKER_STRIP } from './ruler-size';

/** A marker without a colour of its own. */
export const markerColour = (marker: Marker): string => marker.colour ?? '#d4c15f';

export const markerName = ({ name, length }: Marker): string =>
  name !== '' ? name : length > 0 ? 'Region' : 'Marker';

/** The longest name that a flag leads to the left of the window's edge, in CSS pixels. */
export const FLAG_WIDTH = 220;
/** A narrower flag is a bar: of its name nothing could be read. */
const NAMED_FROM = 24;
const BAR_WIDTH = 10;
/** Width of the line at a flag's edge, and the space to the name on either side of it. */
const EDGE = 2;
const [BEFORE, BEHIND] = [3, 5];

const FONT = '550 10.5px "Inter Variable", Inter, system-ui, sans-serif';
const nameWidths = new Map<string, number>();

function nameWidth(name: string): number {
  const known = nameWidths.get(name);
  if (known !== undefined) return known;
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return 0;
  context.font = FONT;
  const { width } = context.measureText(name);
  if (document.fonts.check(FONT)) nameWidths.set(name, width);
  return width;
}

/**
 * Where a flag stands, in CSS pixels: a region's from end to end, a marker's as wide as its name, and never over the next
 * flag: names over names cannot be read.
 * @param next where the next flag begins, in samples
 * @param layout its zoom, and the place that pixels are counted from
 */
export function flagBox(
  marker: Marker,
  next: number | null,
  layout: { pixelsPerSecond: number; originPx: number },
  sampleRate: number,
): { left: number; width: number; named: boolean } {
  const scale = layout.pixelsPerSecond / sampleRate;
  const left = marker.at * scale - layout.originPx;
  if (marker.length > 0) {
    const width = Math.max(8, marker.length * scale);
    return { left, width, named: width >= NAMED_FROM };
  }
  const room = next === null ? FLAG_WIDTH : Math.min(FLAG_WIDTH, (next - marker.at) * scale);
  const named = room >= NAMED_FROM;
  const whole = EDGE + BEFORE + nameWidth(markerName(marker)) + BEHIND;
  return { left, width: named ? Math.min(room, whole) : BAR_WIDTH, named };
}

/** Draws the flags of the markers and regions that are in sight. */
export function drawFlags(context: CanvasRenderingContext2D, width: number): void {
  const { pixelsPerSecond, scrollSeconds } = useView.getState();
  const { markers, sampleRate } = editor.document;
  const layout = { pixelsPerSecond, originPx: scrollSeconds * pixelsPerSecond };
  context.font = FONT;
  context.textBaseline = 'middle';
  markers.forEach((marker, index) => {
    const box = flagBox(marker, markers[index + 1]?.at ?? null, layout, sampleRate);
    if (box.left > width || box.left + box.width < 0) return;
    const left = Math.round(box.left);
    const region = marker.length > 0;
    const colour = markerColour(marker);
    context.save();
    context.beginPath();
    if (region) context.rect(left, 0, box.width, MARKER_STRIP);
    else context.roundRect(left, 0, box.width, MARKER_STRIP - 1, [0, 3, 3, 0]);
    context.clip();
    context.fillStyle = region ? mix(colour, 34, colours.ground) : colour;
    context.fillRect(left, 0, box.width, MARKER_STRIP);
    if (box.named) {
      context.fillStyle = region ? colours.text : '#15110c';
      context.fillText(markerName(marker), left + EDGE + BEFORE, (MARKER_STRIP - 1) / 2);
    }
    context.restore();
    context.fillStyle = colour;
    context.fillRect(left, 0, EDGE, MARKER_STRIP);
    if (region) context.fillRect(left + box.width - EDGE, 0, EDGE, MARKER_STRIP);
  });
}

/** Draws a line down from both ends of every region and from every marker in sight. */
export function drawMarkerLines(
  context: CanvasRenderingContext2D,
  _: unknown,
  width: number,
  height: number,
): void {
  const { pixelsPerSecond, scrollSeconds } = useView.getState();
  const { markers, sampleRate } = editor.document;
  context.globalAlpha = 0.38;
  for (const marker of markers) {
    context.fillStyle = markerColour(marker);
    for (const at of marker.length > 0 ? [marker.at, marker.at + marker.length] : [marker.at]) {
      const x = Math.round((at / sampleRate - scrollSeconds) * pixelsPerSecond);
      if (x > 0 && x < width) context.fillRect(x, 0, 1, height);
    }
  }
  context.globalAlpha = 1;
}
