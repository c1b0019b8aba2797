import { levelFor, rangeOf, type Peaks } from './pyramid';

export type WaveformWindow = {
  /** CSS pixels */
  width: number;
  height: number;
  /** about how many of the sound's frames a CSS pixel stands for: which level of the pyramid is read */
  framesPerPixel: number;
  colour: string;
  /** frame of the sound at `x` CSS pixels from the left edge; may run backwards and jump */
  frameAt(x: number): number;
  /** linear factor there */
  gainAt(x: number): number;
};

/** A window onto a sound as it is. */
export function straightWindow(
  peaks: Peaks,
  {
    fromSeconds,
    secondsPerPixel,
    gain,
    ...rest
  }: {
    fromSeconds: number;
    secondsPerPixel: number;
    gain: number;
    width: number;
    height: number;
    colour: string;
  },
): WaveformWindow {
  const from = fromSeconds * peaks.sampleRate;
  const framesPerPixel = secondsPerPixel * peaks.sampleRate;
  return { ...rest, framesPerPixel, frameAt: (x) => from + x * framesPerPixel, gainAt: () => gain };
}

/** Fills the outline over a canvas of its own. */
export function drawWaveform(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  peaks: Peaks,
  window: WaveformWindow,
  ratio: number,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, Math.round(window.width * ratio), window.height * ratio);
  fillWaveform(context, peaks, window, ratio);
}

/**
 * Fills the outline of the sound between its smallest and largest sample in each device pixel, around the middle.
 * The context counts device pixels from the outline's upper left corner; one path a call.
 */
export function fillWaveform(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  peaks: Peaks,
  window: WaveformWindow,
  ratio: number,
): void {
  const columns = Math.round(window.width * ratio);
  const height = window.height * ratio;
  const perColumn = window.framesPerPixel / ratio;
  const level = levelFor(peaks, perColumn);
  if (!level) return;
  const middle = height / 2;
  const reach = middle - ratio;
  const tops = new Float32Array(columns);
  const bottoms = new Float32Array(columns);
  let first = -1;
  let last = -1;
  const fill = (): void => {
    if (first === -1) return;
    context.moveTo(first, tops[first] ?? middle);
    for (let column = first; column <= last; column += 1) {
      context.lineTo(column + 0.5, tops[column] ?? middle);
    }
    context.lineTo(last + 1, tops[last] ?? middle);
    context.lineTo(last + 1, bottoms[last] ?? middle);
    for (let column = last; column >= first; column -= 1) {
      context.lineTo(column + 0.5, bottoms[column] ?? middle);
    }
    context.lineTo(first, bottoms[first] ?? middle);
    context.closePath();
    first = -1;
  };
  context.beginPath();
  let next = window.frameAt(0);
  for (let column = 0; column < columns; column += 1) {
    const here = next;
    next = window.frameAt((column + 1) / ratio);
    // Where a loop begins again the next column is somewhere else: this one is as wide as all are.
    const jump = Math.abs(next - here) > 1.5 * perColumn + 1;
    const start = jump ? here : Math.min(here, next);
    const end = Math.max(start + perColumn, jump ? 0 : Math.max(here, next));
    const range = start < peaks.frames ? rangeOf(level, start, end) : null;
    if (!range) {
      fill();
      continue;
    }
    const gain = window.gainAt(column / ratio);
    const top = Math.min(1, Math.max(-1, range.max * gain));
    const bottom = Math.min(1, Math.max(-1, range.min * gain));
    // Silence stays visible as a line one device pixel thick.
    tops[column] = middle - top * reach - 0.5;
    bottoms[column] = middle - bottom * reach + 0.5;
    if (first === -1) first = column;
    last = column;
  }
  fill();
  context.fillStyle = window.colour;
  context.fill();
}
