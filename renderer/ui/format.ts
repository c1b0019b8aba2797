/** "0.30 s", "4.00 s", "1:05.0": lengths as short as they can be read. */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(1).padStart(4, '0')}`;
}

/** "−6.2 dB" with a true minus; "−∞ dB" below what 24 bits can hold. */
export function formatLevel(db: number): string {
  if (!(db > -144)) return '−∞ dB';
  return `${db.toFixed(1).replace('-', '−')} dB`;
}

/** "−6.2" without a unit, for meters whose heading names it; "−∞" where nothing was measured. */
export function formatFigure(value: number): string {
  if (!(value > -99.95)) return '−∞';
  return value.toFixed(1).replace('-', '−');
}
