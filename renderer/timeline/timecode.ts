import { BEATS_PER_BAR, framesPerSecond, type GridUnit, type Timebase } from '../document/grid';

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

/** "0:01:07:12": hours, minutes, seconds and pictures, counted from 0 without drop. */
export function formatFrames(seconds: number, perSecond: number): string {
  const frames = Math.round(seconds * perSecond);
  const part = (value: number): string => String(value).padStart(2, '0');
  const whole = Math.floor(frames / perSecond);
  const minutes = Math.floor(whole / 60);
  return `${Math.floor(minutes / 60)}:${part(minutes % 60)}:${part(whole % 60)}:${part(frames % perSecond)}`;
}

/** "48 000" */
export function formatSamples(seconds: number, sampleRate: number): string {
  return String(Math.round(seconds * sampleRate)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

export function formatTime(seconds: number, unit: GridUnit, timebase: Timebase, step: number): string {
  const perSecond = framesPerSecond(unit);
  if (perSecond !== null) return formatFrames(seconds, perSecond);
  if (unit === 'samples') return formatSamples(seconds, timebase.sampleRate);
  return unit === 'bars' ? formatBars(seconds, timebase.tempo, step) : formatSeconds(seconds, step);
}
