/**
 * What a value control edits. `fader` is a mixing desk's taper: even steps of travel around 0 dB, long ones far below.
 */
export type ValueRange = {
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly scale: 'linear' | 'log' | 'fader';
  readonly decimals: number;
  readonly unit: string;
};

/** A drag: previews, then one undo step. */
export type ValueGesture = { preview(value: number): void; commit(): void; cancel(): void };

/** How a control changes its value; the control knows nothing of documents or history. */
export type ValueEdit = {
  begin(): ValueGesture;
  /** Typed or reset: one step each. Key presses in a row merge into one. */
  set(value: number, how: 'typed' | 'key'): void;
};

/** dB and travel of a desk fader; straight lines between. */
const taper: readonly (readonly [number, number])[] = [
  [-72, 0],
  [-48, 0.1],
  [-24, 0.32],
  [-12, 0.54],
  [0, 0.8],
  [12, 1],
];

function interpolate(
  points: readonly (readonly [number, number])[],
  from: 0 | 1,
  to: 0 | 1,
  x: number,
): number {
  for (let i = 1; i < points.length; i += 1) {
    const a = points[i - 1];
    const b = points[i];
    if (!a || !b) break;
    if (x <= b[from] || i === points.length - 1) {
      const part = (x - a[from]) / (b[from] - a[from]);
      return a[to] + Math.min(1, Math.max(0, part)) * (b[to] - a[to]);
    }
  }
  return 0;
}

/** Travel of the control, 0 to 1. */
export function toFraction(range: ValueRange, value: number): number {
  const { min, max } = range;
  const clamped = Math.min(max, Math.max(min, value));
  if (range.scale === 'fader') return interpolate(taper, 0, 1, clamped);
  if (range.scale === 'log') return Math.log(clamped / min) / Math.log(max / min);
  return (clamped - min) / (max - min);
}

/** The value at a travel of 0 to 1, rounded to what the control can show. */
export function fromFraction(range: ValueRange, fraction: number): number {
  const { min, max } = range;
  const travel = Math.min(1, Math.max(0, fraction));
  if (range.scale === 'fader') return roundTo(range, interpolate(taper, 1, 0, travel));
  if (range.scale === 'log') return roundTo(range, min * (max / min) ** travel);
  return roundTo(range, min + travel * (max - min));
}

export function roundTo(range: ValueRange, value: number): number {
  const step = 10 ** -decimalsAt(range, value);
  const rounded = Number((Math.round(value / step) * step).toFixed(6));
  return Math.min(range.max, Math.max(range.min, rounded));
}

/** Three figures are enough above 100, whatever the unit. */
function decimalsAt(range: ValueRange, value: number): number {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  return size >= 10 ? Math.min(1, range.decimals) : range.decimals;
}

/** As shown: "1.25 kHz", "−6.0 dB", "−∞ dB", "40 %". */
export function formatValue(range: ValueRange, value: number): string {
  if (range.unit === 'dB' && range.scale === 'fader' && value <= range.min) return '−∞ dB';
  if (range.unit === 'Hz' && value >= 1000) return `${(value / 1000).toFixed(value >= 10_000 ? 1 : 2)} kHz`;
  if (range.unit === 'pan') return formatPan(value);
  const digits = value.toFixed(decimalsAt(range, value)).replace('-', '−');
  return range.unit === '' ? digits : range.unit === ':1' ? `${digits}:1` : `${digits} ${range.unit}`;
}

function formatPan(value: number): string {
  const amount = Math.round(Math.abs(value) * 100);
  return amount === 0 ? 'C' : `${value < 0 ? 'L' : 'R'} ${amount}`;
}

/**
 * Reads what a person typed: a decimal point or comma, the unit or none, "k" for thousands, "-inf", "L 30", "C".
 * @returns null when it is no number; clamped to the range otherwise
 */
export function parseValue(range: ValueRange, text: string): number | null {
  const plain = text.trim().toLowerCase().replaceAll('−', '-').replace(',', '.');
  if (range.unit === 'pan') {
    if (plain === 'c') return 0;
    const side = /^([lr])\s*(\d+(?:\.\d+)?)$/.exec(plain);
    if (side) return clamp(range, (Number(side[2]) / 100) * (side[1] === 'l' ? -1 : 1));
    const number = Number(plain);
    return plain === '' || Number.isNaN(number)
      ? null
      : clamp(range, Math.abs(number) > 1 ? number / 100 : number);
  }
  if (/^-(inf|∞)/.test(plain)) return range.min;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(k?)\s*(ms|s)?/.exec(plain);
  if (!match) return null;
  let value = Number(match[1]) * (match[2] === 'k' ? 1000 : 1);
  if (range.unit === 's' && match[3] === 'ms') value /= 1000;
  if (range.unit === 'ms' && match[3] === 's') value *= 1000;
  return clamp(range, value);
}

const clamp = (range: ValueRange, value: number): number => Math.min(range.max, Math.max(range.min, value));

/** The value one key press away: 1 % of the travel, a tenth of that with `fine`; always at least one shown step. */
export function stepped(
  range: ValueRange,
  value: number,
  direction: 1 | -1,
  size: 'fine' | 'normal' | 'large',
): number {
  const travel = size === 'fine' ? 0.001 : size === 'large' ? 0.1 : 0.01;
  const next = fromFraction(range, toFraction(range, value) + direction * travel);
  if (next !== value) return next;
  return clamp(range, roundTo(range, value + direction * 10 ** -decimalsAt(range, value)));
}
