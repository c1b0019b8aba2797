import { BEATS_PER_BAR } from '../document/grid';

/** "0:01:07.250" */
export function clockTime(seconds: number): string {
  const milliseconds = Math.floor(seconds * 1000 + 1e-6);
  const part = (value: number, width: number): string => String(value).padStart(width, '0');
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  return `${hours}:${part(minutes, 2)}:${part(Math.floor(milliseconds / 1000) % 60, 2)}.${part(milliseconds % 1000, 3)}`;
}

/** "3.2.50": bar, beat and hundredths of a beat, in 4/4, counted from 1. */
export function barTime(seconds: number, tempo: number): string {
  const beats = (seconds * tempo) / 60 + 1e-9;
  const bar = Math.floor(beats / BEATS_PER_BAR) + 1;
  const beat = (Math.floor(beats) % BEATS_PER_BAR) + 1;
  return `${bar}.${beat}.${String(Math.floor((beats % 1) * 100)).padStart(2, '0')}`;
}
