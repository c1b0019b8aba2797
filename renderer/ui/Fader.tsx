import type { CSSProperties } from 'react';
import { colours } from './theme';
import { useValueDrag } from './useValueDrag';
import { formatValue, toFraction, type ValueEdit, type ValueRange } from './valueRange';
import './fader.css';

type Props = {
  label: string;
  range: ValueRange;
  value: number;
  edit: ValueEdit;
  orientation: 'vertical' | 'horizontal';
  /** CSS pixels along the travel */
  length: number;
  colour?: string;
  /** false: the wheel scrolls what it stands in */
  wheel?: boolean;
  /** Tab stops at it */
  tabStop?: boolean;
};

/** CSS pixels of the cap along the travel. */
export const FADER_CAP = 12;

/** A fader whose cap follows the pointer one to one; see useValueDrag for what else moves it. */
export function Fader({
  label,
  range,
  value,
  edit,
  orientation,
  length,
  colour = colours.accent,
  wheel = true,
  tabStop = true,
}: Props) {
  const vertical = orientation === 'vertical';
  const { onDoubleClick, ...drag } = useValueDrag<HTMLDivElement>({
    range,
    value,
    edit,
    axis: orientation,
    travel: length - FADER_CAP,
    wheel,
  });
  const at = toFraction(range, value) * (length - FADER_CAP);
  const unity = toFraction(range, range.default) * (length - FADER_CAP) + FADER_CAP / 2;
  const along = (from: number, size?: number): CSSProperties =>
    vertical ? { bottom: from, height: size } : { left: from, width: size };
  return (
    <div
      role="slider"
      className="fader"
      data-orientation={orientation}
      tabIndex={tabStop ? 0 : -1}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      aria-valuetext={formatValue(range, value)}
      onDoubleClick={onDoubleClick}
      {...drag}
      style={vertical ? { height: length } : { width: length }}
    >
      <div className="fader-slot" style={along(FADER_CAP / 2, length - FADER_CAP)} />
      <div
        className="fader-slot"
        data-filled="true"
        style={{ ...along(FADER_CAP / 2, at), background: colour }}
      />
      <div className="fader-unity" style={along(unity)} />
      <div className="fader-cap" style={along(at, FADER_CAP)} />
    </div>
  );
}
