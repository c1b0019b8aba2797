/** What the ruler counts and the grid snaps to: seconds, or bars and beats at the project's tempo (4/4). */
export type GridUnit = 'seconds' | 'bars';

/** Grid lines closer than this help nobody's eye and no hand. */
export const GRID_MIN_PIXELS = 16;
export const BEATS_PER_BAR = 4;

export type Grid = {
  /** seconds between lines */
  readonly step: number;
  /** every how many lines a label stands */
  readonly labelEvery: number;
};

const secondSteps = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  3600, 7200, 14_400,
];
/** In beats: 1/64 note to a bar, then groups of bars. */
const beatSteps = [
  1 / 16,
  1 / 8,
  1 / 4,
  1 / 2,
  1,
  4,
  8,
  16,
  32,
  64,
  128,
  256,
  512,
  1024,
  2048,
  4096,
  8192,
  16_384,
  32_768,
];

const firstAtLeast = (steps: readonly number[], least: number): number =>
  steps.find((step) => step >= least * (1 - 1e-9)) ?? steps[steps.length - 1] ?? 1;

/**
 * The finest grid whose lines are at least `GRID_MIN_PIXELS` apart, with labels at least `labelPixels` apart, both
 * from steps that people count in.
 */
export function adaptiveGrid(unit: GridUnit, pixelsPerSecond: number, tempo: number, labelPixels = 84): Grid {
  const perStep = unit === 'seconds' ? 1 : 60 / tempo;
  const steps = unit === 'seconds' ? secondSteps : beatSteps;
  const fine = firstAtLeast(steps, GRID_MIN_PIXELS / pixelsPerSecond / perStep);
  // A label must stand on a line: only steps that are whole multiples of the grid's qualify.
  const coarse = firstAtLeast(
    steps.filter((step) => Math.abs(step / fine - Math.round(step / fine)) < 1e-6),
    labelPixels / pixelsPerSecond / perStep,
  );
  return { step: fine * perStep, labelEvery: Math.max(1, Math.round(coarse / fine)) };
}
