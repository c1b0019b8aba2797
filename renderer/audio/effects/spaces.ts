/** What a space does to a clap of the hands. Times in seconds, levels as amplitudes against the whole tail's. */
export type Space = {
  /** until the middle frequencies are 60 dB down; those of lows and highs as shares of it */
  readonly seconds: number;
  readonly lows: number;
  readonly highs: number;
  /** reflections a second once they are many; fewer than some thousand are heard one by one */
  readonly density: number;
  /** over which the tail comes up */
  readonly build: number;
  /** walls nearby: how many reflections, within which time, how strong together */
  readonly early: readonly [count: number, within: number, level: number];
  /** far walls */
  readonly echoes: readonly (readonly [at: number, level: number])[];
  /** what rings along: hertz, seconds, level */
  readonly modes: readonly (readonly [hertz: number, seconds: number, level: number])[];
  /** the sound itself, where the space is a thing it passes through */
  readonly direct: number;
  /** what gets through, in hertz; four poles each */
  readonly pass: readonly [number, number];
};

const open = {
  density: Infinity,
  build: 0.008,
  echoes: [],
  modes: [],
  direct: 0,
  pass: [25, 19_000],
} as const satisfies Partial<Space>;

const metal = (base: number, seconds: number, count: number, level: number): Space['modes'] =>
  // Modes of a thin plate rise as sums of squares (Fletcher & Rossing, The Physics of Musical Instruments, ch. 3.12).
  Array.from({ length: count }, (_, i) => {
    const [m, n] = [1 + (i % 4), 1 + Math.floor(i / 4)];
    return [base * (m * m + 1.7 * n * n), seconds / (1 + 0.12 * i), level / Math.sqrt(1 + i)] as const;
  });

export const spaces = {
  booth: { ...open, seconds: 0.14, lows: 1.4, highs: 0.5, early: [6, 0.008, 0.8], build: 0.001 },
  room: { ...open, seconds: 0.38, lows: 1.3, highs: 0.7, early: [9, 0.025, 0.8], build: 0.004 },
  bathroom: {
    ...open,
    seconds: 0.9,
    lows: 0.8,
    highs: 1.1,
    early: [10, 0.02, 0.7],
    build: 0.003,
    modes: [
      [146, 0.7, 0.12],
      [219, 0.6, 0.1],
      [312, 0.5, 0.08],
    ],
  },
  stairwell: {
    ...open,
    seconds: 2.1,
    lows: 1.1,
    highs: 0.75,
    early: [12, 0.06, 0.5],
    echoes: [
      [0.052, 0.25],
      [0.104, 0.16],
      [0.157, 0.1],
    ],
  },
  hall: { ...open, seconds: 2.2, lows: 1.25, highs: 0.6, early: [14, 0.09, 0.45], build: 0.03 },
  cathedral: { ...open, seconds: 6.2, lows: 1.2, highs: 0.4, early: [12, 0.16, 0.25], build: 0.09 },
  cave: {
    ...open,
    seconds: 4.2,
    lows: 1.35,
    highs: 0.3,
    density: 5000,
    build: 0.05,
    early: [8, 0.12, 0.35],
    echoes: [
      [0.19, 0.3],
      [0.41, 0.2],
      [0.73, 0.12],
    ],
    pass: [40, 9000],
  },
  tunnel: {
    ...open,
    seconds: 3.4,
    lows: 1.2,
    highs: 0.5,
    early: [16, 0.05, 0.4],
    echoes: [
      [0.031, 0.3],
      [0.062, 0.22],
      [0.093, 0.16],
    ],
    modes: [
      [41, 1.6, 0.1],
      [83, 1.3, 0.09],
      [124, 1, 0.06],
    ],
  },
  forest: {
    ...open,
    seconds: 1.3,
    lows: 0.35,
    highs: 0.8,
    density: 900,
    build: 0.05,
    early: [3, 0.06, 0.2],
    pass: [120, 9000],
  },
  canyon: {
    ...open,
    seconds: 3.6,
    lows: 0.9,
    highs: 0.35,
    density: 1500,
    build: 0.4,
    early: [1, 0.02, 0.1],
    echoes: [
      [0.46, 0.6],
      [0.83, 0.4],
      [1.31, 0.3],
      [1.9, 0.18],
    ],
    pass: [60, 7000],
  },
  'tin-roof': {
    ...open,
    seconds: 0.7,
    lows: 0.5,
    highs: 1.2,
    density: 9000,
    build: 0.002,
    early: [12, 0.03, 0.6],
    modes: metal(92, 0.5, 14, 0.16),
    pass: [110, 15_000],
  },
  plate: { ...open, seconds: 2.4, lows: 0.8, highs: 0.9, early: [0, 0, 0], build: 0.001, pass: [90, 16_000] },
  car: {
    ...open,
    seconds: 0.12,
    lows: 2,
    highs: 0.5,
    early: [9, 0.006, 1],
    build: 0.001,
    direct: 0.5,
    modes: [
      [63, 0.16, 0.12],
      [118, 0.12, 0.1],
      [187, 0.08, 0.07],
    ],
    pass: [35, 8000],
  },
  box: {
    ...open,
    seconds: 0.09,
    lows: 1,
    highs: 0.6,
    early: [5, 0.003, 1],
    build: 0.0005,
    direct: 0.4,
    modes: [
      [284, 0.06, 0.3],
      [471, 0.05, 0.25],
      [733, 0.04, 0.2],
      [1180, 0.03, 0.12],
    ],
    pass: [180, 5200],
  },
  telephone: {
    ...open,
    seconds: 0.03,
    lows: 1,
    highs: 1,
    early: [3, 0.002, 0.3],
    build: 0.0005,
    direct: 1.6,
    modes: [
      [1150, 0.006, 0.5],
      [2350, 0.005, 0.4],
    ],
    pass: [330, 3300],
  },
  radio: {
    ...open,
    seconds: 0.07,
    lows: 1.2,
    highs: 0.8,
    early: [5, 0.004, 0.6],
    build: 0.0005,
    direct: 1,
    modes: [
      [410, 0.03, 0.25],
      [860, 0.02, 0.2],
      [1730, 0.012, 0.2],
    ],
    pass: [230, 4600],
  },
} as const satisfies Record<string, Space>;

export type SpaceName = keyof typeof spaces;
