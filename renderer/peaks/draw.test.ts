import { expect, it } from 'vitest';
import { fillWaveform, straightWindow } from './draw';
import { PeaksBuilder } from './pyramid';

/** What a path encloses, in square pixels, by its corners. */
function areaOf(corners: readonly (readonly [number, number])[]): number {
  let sum = 0;
  corners.forEach(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length]!;
    sum += x * nextY - nextX * y;
  });
  return Math.abs(sum) / 2;
}

/** The corners of the outline of a sound at full level, in a canvas of `width` by 20 pixels. */
function outlineOf(width: number, gain: number): [number, number][] {
  const builder = new PeaksBuilder(1000);
  builder.push([Float32Array.from({ length: 8000 }, (_, index) => (index % 2 === 0 ? 1 : -1))]);
  const peaks = builder.finish();
  const corners: [number, number][] = [];
  const record = (x: number, y: number): unknown => corners.push([x, y]);
  const nothing = (): void => undefined;
  const paper = { moveTo: record, lineTo: record, closePath: nothing, beginPath: nothing, fill: nothing };
  const window = { fromSeconds: 0, secondsPerPixel: 0.1, gain, width, height: 20, colour: '#fff' };
  fillWaveform(paper as unknown as CanvasRenderingContext2D, peaks, straightWindow(peaks, window), 1);
  return corners;
}

it('fills every column to both sides, the first and the last like all others: pieces side by side show no seam', () => {
  for (const width of [1, 2, 50]) {
    const corners = outlineOf(width, 0.5);
    const [top, bottom] = [10 - 0.5 * 9 - 0.5, 10 + 0.5 * 9 + 0.5];
    expect(areaOf(corners)).toBeCloseTo(width * (bottom - top), 6);
    for (const x of [0, width]) {
      for (const y of [top, bottom]) expect(corners).toContainEqual([x, y]);
    }
  }
});
