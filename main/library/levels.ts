/** Levels of digital silence: a number that JSON and SQLite can hold, under anything 24 bits can. */
const FLOOR_DB = -144;

const toDb = (amplitude: number): number => Math.max(FLOOR_DB, 20 * Math.log10(amplitude));

/** Sample peak and RMS over all channels, in dBFS (0 dB RMS is a full-scale square wave). */
export function measureLevels(channels: readonly Float32Array[]): { peakDb: number; rmsDb: number } {
  let peak = 0;
  let energy = 0;
  let count = 0;
  for (const channel of channels) {
    for (const sample of channel) {
      const magnitude = Math.abs(sample);
      if (magnitude > peak) peak = magnitude;
      energy += sample * sample;
    }
    count += channel.length;
  }
  return { peakDb: toDb(peak), rmsDb: toDb(Math.sqrt(energy / Math.max(1, count))) };
}
