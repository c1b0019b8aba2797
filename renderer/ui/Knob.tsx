import { colours } from './theme';
import { useValueDrag } from './useValueDrag';
import { formatValue, toFraction, type ValueEdit, type ValueRange } from './valueRange';
import './knob.css';

type Props = {
  label: string;
  range: ValueRange;
  value: number;
  edit: ValueEdit;
  size?: number;
  colour?: string;
  /** false: the wheel scrolls what it stands in */
  wheel?: boolean;
  disabled?: boolean;
  /** Tab stops at it */
  tabStop?: boolean;
};

const START = -135;
const SWEEP = 270;

function point(centre: number, radius: number, degrees: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return `${(centre + radius * Math.cos(angle)).toFixed(2)} ${(centre + radius * Math.sin(angle)).toFixed(2)}`;
}

function arc(centre: number, radius: number, from: number, to: number): string {
  const [a, b] = from < to ? [from, to] : [to, from];
  const large = b - a > 180 ? 1 : 0;
  return `M ${point(centre, radius, a)} A ${radius} ${radius} 0 ${large} 1 ${point(centre, radius, b)}`;
}

/** A rotary control: dragged up and down; see useValueDrag for what else moves it. */
export function Knob({
  label,
  range,
  value,
  edit,
  size = 34,
  colour = colours.accent,
  disabled = false,
  wheel = true,
  tabStop = true,
}: Props) {
  const { onDoubleClick, ...drag } = useValueDrag<HTMLDivElement>({ range, value, edit, disabled, wheel });
  const centre = size / 2;
  const radius = centre - 3;
  const angle = START + SWEEP * toFraction(range, value);
  // A value with a sign fills from its zero, any other from the low end.
  const origin = START + (range.min < 0 && range.max > 0 ? SWEEP * toFraction(range, 0) : 0);
  return (
    <div
      role="slider"
      className="knob"
      tabIndex={disabled || !tabStop ? -1 : 0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      aria-valuetext={formatValue(range, value)}
      aria-disabled={disabled}
      onDoubleClick={onDoubleClick}
      {...drag}
      style={{ width: size, height: size }}
    >
      <svg width={size} height={size} aria-hidden="true">
        <circle cx={centre} cy={centre} r={radius - 4} fill={colours.raised} stroke={colours.line} />
        <path
          d={arc(centre, radius, START, START + SWEEP)}
          fill="none"
          stroke={colours.line}
          strokeWidth={2.5}
          strokeLinecap="round"
        />
        {Math.abs(angle - origin) > 0.5 && (
          <path
            d={arc(centre, radius, origin, angle)}
            fill="none"
            stroke={colour}
            strokeWidth={2.5}
            strokeLinecap="round"
          />
        )}
        <path
          d={`M ${point(centre, radius - 10 > 2 ? radius - 10 : 2, angle)} L ${point(centre, radius - 5, angle)}`}
          stroke={colours.text}
          strokeWidth={1.75}
          strokeLinecap="round"
        />
      </svg>
    </div>
  );
}
