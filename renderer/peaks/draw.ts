import { levelFor, rangeOf, type Peaks } from './pyramid';

export type WaveformWindow = {
  /** time in the sound at the left edge, in seconds */
  fromSeconds: number;
  secondsPerPixel: number;
  /** in CSS pixels */
  width: number;
  height: number;
  /** linear factor, for a clip's gain */
  gain: number;
  colour: string;
};

/**
 * Fills the outline of the sound between its smallest and largest sample in each device pixel, around the middle.
 * The caller's context is scaled to device pixels by `ratio` here; one path a call.
 */
export function drawWaveform(
  context: CanvasRenderingContext2D,
  peaks: Peaks,
  window: WaveformWindow,
  ratio: number,
): void {
  const columns = Math.round(window.width * ratio);
  const height = window.height * ratio;
  const perColumn = (window.secondsPerPixel * peaks.sampleRate) / ratio;
  const from = window.fromSeconds * peaks.sampleRate;
  const level = levelFor(peaks, perColumn);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, columns, height);
  if (!level) return;
  const middle = height / 2;
  const reach = middle - ratio;
  const tops = new Float32Array(columns);
  const bottoms = new Float32Array(columns);
  let first = -1;
  let last = -1;
  for (let column = 0; column < columns; column += 1) {
    const start = from + column * perColumn;
    if (start >= peaks.frames) break;
    const range = rangeOf(level, start, start + perColumn);
    if (!range) continue;
    const top = Math.min(1, Math.max(-1, range.max * window.gain));
    const bottom = Math.min(1, Math.max(-1, range.min * window.gain));
    // Silence stays visible as a line one device pixel thick.
    tops[column] = middle - top * reach - 0.5;
    bottoms[column] = middle - bottom * reach + 0.5;
    if (first === -1) first = column;
    last = column;
  }
  if (first === -1) return;
  context.beginPath();
  context.moveTo(first, tops[first] ?? middle);
  for (let column = first; column <= last; column += 1) context.lineTo(column + 0.5, tops[column] ?? middle);
  context.lineTo(last + 1, tops[last] ?? middle);
  context.lineTo(last + 1, bottoms[last] ?? middle);
  for (let column = last; column >= first; column -= 1)
    context.lineTo(column + 0.5, bottoms[column] ?? middle);
  context.closePath();
  context.fillStyle = window.colour;
  context.fill();
}
