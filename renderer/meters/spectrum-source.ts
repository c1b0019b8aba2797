import { SPECTRUM_LINES } from '../audio/metering/spectrum';
import { player } from '../audio/player';
import { onMeterFrame } from '../ui/frames';

/** One spectrum of the mix: levels in dB by line, lines `spacing` Hz apart. `sounding`: any of it can be seen. */
export type SpectrumFrame = { levels: Float32Array; spacing: number; sounding: boolean };

export const SPECTRUM_FLOOR = -100;

const listeners = new Set<(frame: SpectrumFrame, now: number) => void>();
const levels = new Float32Array(SPECTRUM_LINES);
let stop: (() => void) | null = null;

function read(now: number): void {
  const spectrum = player.masterSpectrum();
  if (!spectrum) return;
  spectrum.read(levels);
  const { spacing } = spectrum;
  const sounding = levels.some((level) => level > SPECTRUM_FLOOR);
  for (const listener of listeners) listener({ levels, spacing, sounding }, now);
}

/**
 * Calls back with the spectrum of the mix, at most 30 times a second; computed once for all who look at it.
 * @returns the function that stops it
 */
export function onSpectrum(listener: (frame: SpectrumFrame, now: number) => void): () => void {
  listeners.add(listener);
  stop ??= onMeterFrame(read);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}
