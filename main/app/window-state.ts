import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomic } from '../files/atomic-file';

/** A screen of 1280 by 800 at 200 % scaling has as much. */
export const MIN_WIDTH = 640;
export const MIN_HEIGHT = 400;
const DEFAULT_SIZE = { width: 1440, height: 900 };

const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Rectangle = z.infer<typeof rectangle>;

const stateSchema = z.object({ bounds: rectangle, maximized: z.boolean() });
export type WindowState = z.infer<typeof stateSchema>;

/** Where the window was last time; null when that is not known, or when the file is not what it should be. */
export function readWindowState(file: string): WindowState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export async function writeWindowState(file: string, state: WindowState): Promise<void> {
  await writeFileAtomic(file, JSON.stringify(state));
}

/**
 * Bounds for the window: the saved ones when at least a hand's breadth of the title bar lies on a display that is still
 * there, else the default size, centred. Never larger than the largest work area, so the window can be reached whole.
 */
export function placeWindow(
  saved: WindowState | null,
  workAreas: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  const widest = Math.max(MIN_WIDTH, ...workAreas.map((area) => area.width));
  const tallest = Math.max(MIN_HEIGHT, ...workAreas.map((area) => area.height));
  const size = saved?.bounds ?? DEFAULT_SIZE;
  const width = Math.min(Math.max(size.width, MIN_WIDTH), widest);
  const height = Math.min(Math.max(size.height, MIN_HEIGHT), tallest);
  if (!saved) return { width, height };
  const { x, y } = saved.bounds;
  const reachable = workAreas.some(
    (area) =>
      x + width > area.x + 100 &&
      x < area.x + area.width - 100 &&
      y >= area.y &&
      y < area.y + area.height - 30,
  );
  return reachable ? { x, y, width, height } : { width, height };
}
