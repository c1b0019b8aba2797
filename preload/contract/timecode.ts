import type { TimecodeRate } from './export';

/** Labels a second, and pictures a second as a fraction: NTSC's rates run a thousandth slower than their labels. */
const rates: Record<TimecodeRate, { labels: number; per: readonly [number, number] }> = {
  '23.976': { labels: 24, per: [24_000, 1001] },
  '24': { labels: 24, per: [24, 1] },
  '25': { labels: 25, per: [25, 1] },
  '29.97': { labels: 30, per: [30_000, 1001] },
  '29.97df': { labels: 30, per: [30_000, 1001] },
  '30': { labels: 30, per: [30, 1] },
};

/** "1:00:00", "01:00:00:00" or "01:00:00;00" with two digits each and the pictures that were left out; null for what is no time code. */
export function parseTimecode(text: string, rate: TimecodeRate): string | null {
  const parts = text.trim().split(/[:;.,\s]+/);
  if (parts.length < 3 || parts.length > 4 || parts.some((part) => !/^\d{1,2}$/.test(part))) return null;
  const [hours = 0, minutes = 0, seconds = 0, pictures = 0] = parts.map(Number);
  if (hours > 23 || minutes > 59 || seconds > 59 || pictures >= rates[rate].labels) return null;
  // The labels that drop frame leaves out: the first two of every minute but each tenth.
  if (rate === '29.97df' && pictures < 2 && seconds === 0 && minutes % 10 !== 0) return null;
  return [hours, minutes, seconds, pictures].map((value) => String(value).padStart(2, '0')).join(':');
}

/** Seconds on the clock from midnight to a time code, as `parseTimecode` gives it. */
export function timecodeSeconds(timecode: string, rate: TimecodeRate): number {
  const [hours = 0, minutes = 0, seconds = 0, pictures = 0] = timecode.split(':').map(Number);
  const { labels, per } = rates[rate];
  const minute = hours * 60 + minutes;
  // SMPTE 12M: two labels a minute are left out, but none in every tenth.
  const dropped = rate === '29.97df' ? 2 * (minute - Math.floor(minute / 10)) : 0;
  const count = (minute * 60 + seconds) * labels + pictures - dropped;
  return (count * per[1]) / per[0];
}
