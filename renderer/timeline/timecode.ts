import { BEATS_PER_BAR, type GridUnit } from '../document/grid';

/** "1:02:03" or "2:03.25": hours only when there are some, and as many decimals as the step needs. */
export function formatSeconds(seconds: number, step = 1): string {
  const decimals = step >= 1 ? 0 : Math.min(3, Math.ceil(-Math.log10(step) - 1e-9));
  const units = Math.round(seconds * 10 ** decimals);
  const whole = Math.floor(units / 10 ** decimals);
  const fraction = decimals > 0 ? `.${String(units % 10 ** decimals).padStart(decimals, '0')}` : '';
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}${fraction}`
    : `${minutes}:${rest}${fraction}`;
}

/** "5" for a bar, "5.3" for a beat, "5.3.25" for hundredths of a beat within; all count from 1. */
export function formatBars(seconds: number, tempo: number, step: number): string {
  const beats = (seconds * tempo) / 60;
  const hundredths = Math.round(beats * 100);
  const bar = Math.floor(hundredths / (100 * BEATS_PER_BAR)) + 1;
  const beat = (Math.floor(hundredths / 100) % BEATS_PER_BAR) + 1;
  const stepBeats = (step * tempo) / 60;
  if (stepBeats >= BEATS_PER_BAR - 1e-6) return String(bar);
  if (stepBeats >= 1 - 1e-6) return `${bar}.${beat}`;
  return `${bar}.${beat}.${String(hundredths % 100).padStart(2, '0')}`;
}

export function formatTime(seconds: number, unit: GridUnit, tempo: number, step: number): string {
  return unit === 'seconds' ? formatSeconds(seconds, step) : formatBars(seconds, tempo, step);
}
