import type { ProjectDocument } from '../../preload/contract/document';

/**
 * What the ruler counts and the grid snaps to: seconds, bars and beats at the project's tempo (4/4), samples, or
 * pictures of a film at so many a second.
 */
export const gridUnits = ['seconds', 'bars', 'samples', 'frames24', 'frames25', 'frames30'] as const;
export type GridUnit = (typeof gridUnits)[number];

/** What a unit hangs on besides itself. */
export type Timebase = Pick<ProjectDocument, 'tempo' | 'sampleRate'>;

/** Pictures a second of a unit that counts them; null for the others. */
export function framesPerSecond(unit: GridUnit): number | null {
  return unit.startsWith('frames') ? Number(unit.slice('frames'.length)) : null;
}

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

/** 1, 2, 5, 10, … samples, to a day of them. */
const sampleSteps = Array.from({ length: 11 }, (_, decade) =>
  [1, 2, 5].map((step) => step * 10 ** decade),
).flat();
/** A few pictures, then whole seconds and minutes of them. */
const frameSteps = (perSecond: number): number[] => [
  1,
  ...[2, 3, 4, 5, 6, 10, 12, 15].filter((step) => perSecond % step === 0),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400].map((step) => step * perSecond),
];

/** Seconds of one count of the unit, and the counts that people know as steps. */
function countsOf(
  unit: GridUnit,
  { tempo, sampleRate }: Timebase,
): [perStep: number, steps: readonly number[]] {
  if (unit === 'seconds') return [1, secondSteps];
  if (unit === 'bars') return [60 / tempo, beatSteps];
  if (unit === 'samples') return [1 / sampleRate, sampleSteps];
  const perSecond = framesPerSecond(unit) ?? 25;
  return [1 / perSecond, frameSteps(perSecond)];
}

const firstAtLeast = (steps: readonly number[], least: number): number =>
  steps.find((step) => step >= least * (1 - 1e-9)) ?? steps[steps.length - 1] ?? 1;

/**
 * The finest grid whose lines are at least `GRID_MIN_PIXELS` apart, with labels at least `labelPixels` apart, both
 * from steps that people count in.
 */
export function adaptiveGrid(
  unit: GridUnit,
  pixelsPerSecond: number,
  timebase: Timebase,
  labelPixels = 84,
): Grid {
  const [perStep, steps] = countsOf(unit, timebase);
  const fine = firstAtLeast(steps, GRID_MIN_PIXELS / pixelsPerSecond / perStep);
  // A label must stand on a line: only steps that are whole multiples of the grid's qualify.
  const coarse = firstAtLeast(
    steps.filter((step) => Math.abs(step / fine - Math.round(step / fine)) < 1e-6),
    labelPixels / pixelsPerSecond / perStep,
  );
  return { step: fine * perStep, labelEvery: Math.max(1, Math.round(coarse / fine)) };
}
