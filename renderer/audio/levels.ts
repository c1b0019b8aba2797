import type { MeterBlock } from './worklets/meter';

export type Level = {
  peakDb: [number, number];
  rmsDb: [number, number];
  /** highest since it was reset */
  highestDb: number;
  /** of left and right: 1 mono, 0 unrelated, −1 out of phase; 0 in silence */
  correlation: number;
  clipped: boolean;
};

/** How fast a peak bar falls, in dB per second, and how long RMS is averaged over, in seconds. */
const PEAK_FALL = 26;
const RMS_SECONDS = 0.3;

type Reading = {
  peakDb: [number, number];
  /** mean square, smoothed */
  power: [number, number];
  /** mean of left times right, smoothed */
  cross: number;
  highestDb: number;
  /** seconds on the clock that `at` is given in */
  at: number;
  clipped: boolean;
};

const decibels = (linear: number): number => (linear > 0 ? 20 * Math.log10(linear) : -Infinity);

/** Below this mean square there is no picture to speak of, only rounding. */
const INAUDIBLE = 1e-12;

const silence: Level = {
  peakDb: [-Infinity, -Infinity],
  rmsDb: [-Infinity, -Infinity],
  highestDb: -Infinity,
  correlation: 0,
  clipped: false,
};

/** Levels by owner with meter ballistics. Times in seconds, on any one clock. */
export class LevelBoard {
  private readonly readings = new Map<string, Reading>();

  constructor(private readonly sampleRate: number) {}

  add(owner: string, block: MeterBlock, at: number): void {
    const known = this.readings.get(owner);
    const weight = 1 - Math.exp(-block.frames / (RMS_SECONDS * this.sampleRate));
    const channel = (index: 0 | 1) => {
      const peak = decibels(block.peak[index]);
      const fallen = known ? known.peakDb[index] - PEAK_FALL * (at - known.at) : -Infinity;
      const mean = block.squares[index] / block.frames;
      const before = known?.power[index] ?? 0;
      return { peak: Math.max(peak, fallen), power: before + weight * (mean - before) };
    };
    const [left, right] = [channel(0), channel(1)];
    this.readings.set(owner, {
      peakDb: [left.peak, right.peak],
      power: [left.power, right.power],
      cross: (known?.cross ?? 0) + weight * (block.cross / block.frames - (known?.cross ?? 0)),
      highestDb: Math.max(known?.highestDb ?? -Infinity, ...block.peak.map(decibels)),
      at,
      // Full scale itself still fits into every format: only what is beyond it clips.
      clipped: (known?.clipped ?? false) || block.peak[0] > 1 || block.peak[1] > 1,
    });
  }

  read(owner: string, at: number): Level {
    const reading = this.readings.get(owner);
    if (!reading) return silence;
    const age = Math.max(0, at - reading.at);
    const fade = Math.exp(-age / RMS_SECONDS);
    const channel = (index: 0 | 1): { peak: number; rms: number } => ({
      peak: reading.peakDb[index] - PEAK_FALL * age,
      rms: decibels(Math.sqrt(reading.power[index] * fade)),
    });
    const [left, right] = [channel(0), channel(1)];
    const { power, cross, highestDb, clipped } = reading;
    const both = Math.sqrt(power[0] * power[1]);
    return {
      peakDb: [left.peak, right.peak],
      rmsDb: [left.rms, right.rms],
      highestDb,
      correlation: both * fade < INAUDIBLE ? 0 : Math.max(-1, Math.min(1, cross / both)),
      clipped,
    };
  }

  /** Puts the clip lamp out and forgets the highest peak. */
  resetClip(owner: string): void {
    const reading = this.readings.get(owner);
    if (!reading) return;
    reading.clipped = false;
    reading.highestDb = -Infinity;
  }
}
