import type { LoudnessMeter } from '../loudness';

/** `db`: the tone's peak in dBFS; null for silence. */
export type Segment = { seconds: number; db: number | null };

export const silence = (seconds: number): Segment => ({ seconds, db: null });

/** Tones of 1 kHz one after the other, the same on every channel: the signals of EBU Tech 3341 and 3342. */
export function tones(segments: readonly Segment[], rate: number, channels = 2): Float32Array<ArrayBuffer>[] {
  const lengths = segments.map(({ seconds }) => Math.round(seconds * rate));
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  segments.forEach(({ db }, index) => {
    const end = at + (lengths[index] ?? 0);
    const amplitude = db === null ? 0 : 10 ** (db / 20);
    for (; at < end; at += 1) samples[at] = amplitude * Math.sin((2 * Math.PI * 1000 * at) / rate);
  });
  return Array.from({ length: channels }, () => samples);
}

/** A sine of `rate / division`, starting at `degrees`, of `amplitude` linear; both ends faded against their own peaks. */
export function sineOf(division: number, degrees: number, amplitude: number, length = 48_000): Float32Array {
  const ramp = 480;
  return Float32Array.from({ length }, (_, i) => {
    const edge = Math.min(1, i / ramp, (length - 1 - i) / ramp);
    return edge * amplitude * Math.sin((2 * Math.PI * i) / division + (degrees * Math.PI) / 180);
  });
}

/** Feeds a signal in blocks, calling back after each. */
export function play(
  meter: LoudnessMeter,
  channels: readonly Float32Array[],
  block = 4800,
  after: () => void = () => undefined,
): void {
  const frames = channels[0]?.length ?? 0;
  for (let from = 0; from < frames; from += block) {
    meter.push(channels.map((samples) => samples.subarray(from, from + block)));
    after();
  }
}
