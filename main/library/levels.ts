/** Levels of digital silence: a number that JSON and SQLite can hold, under anything 24 bits can. */
const FLOOR_DB = -144;

const toDb = (amplitude: number): number => Math.max(FLOOR_DB, 20 * Math.log10(amplitude));

export type Levels = { peakDb: number; rmsDb: number };

/** Sample peak and RMS over all channels, in dBFS (0 dB RMS is a full-scale square wave), of audio that comes in blocks. */
export class LevelMeasure {
  #peak = 0;
  #energy = 0;
  #count = 0;

  add(channels: readonly Float32Array[]): void {
    let peak = this.#peak;
    let energy = 0;
    for (const channel of channels) {
      for (const sample of channel) {
        const magnitude = Math.abs(sample);
        if (magnitude > peak) peak = magnitude;
        energy += sample * sample;
      }
      this.#count += channel.length;
    }
    this.#peak = peak;
    this.#energy += energy;
  }

  get levels(): Levels {
    return { peakDb: toDb(this.#peak), rmsDb: toDb(Math.sqrt(this.#energy / Math.max(1, this.#count))) };
  }
}

export function measureLevels(channels: readonly Float32Array[]): Levels {
  const measure = new LevelMeasure();
  measure.add(channels);
  return measure.levels;
}
