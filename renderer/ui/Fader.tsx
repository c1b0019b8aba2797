import Box from '@mui/material/Box';
import { colours } from './theme';
import { useValueDrag } from './useValueDrag';
import { formatValue, toFraction, type ValueEdit, type ValueRange } from './valueRange';

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
  const { onDoubleClick, ...drag } = useValueDrag({
    range,
    value,
    edit,
    axis: orientation,
    travel: length - FADER_CAP,
    wheel,
  });
  const at = toFraction(range, value) * (length - FADER_CAP);
  const unity = toFraction(range, range.default) * (length - FADER_CAP) + FADER_CAP / 2;
  const along = (from: number, size: number) =>
    vertical
      ? { bottom: from, height: size, left: 0, right: 0 }
      : { left: from, width: size, top: 0, bottom: 0 };
  return (
    <Box
      role="slider"
      tabIndex={tabStop ? 0 : -1}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      aria-valuetext={formatValue(range, value)}
      onDoubleClick={onDoubleClick}
      {...drag}
      sx={{
        position: 'relative',
        flex: 'none',
        width: vertical ? 24 : length,
        height: vertical ? length : 24,
        cursor: vertical ? 'ns-resize' : 'ew-resize',
        touchAction: 'none',
      }}
    >
      <Box
        sx={{
          position: 'absolute',
          borderRadius: 2,
          bgcolor: colours.line,
          ...(vertical
            ? { left: 10.5, width: 3, top: FADER_CAP / 2, bottom: FADER_CAP / 2 }
            : { top: 10.5, height: 3, left: FADER_CAP / 2, right: FADER_CAP / 2 }),
        }}
      />
      <Box
        sx={{
          position: 'absolute',
          borderRadius: 2,
          bgcolor: colour,
          opacity: 0.75,
          ...(vertical
            ? { left: 10.5, width: 3, bottom: FADER_CAP / 2, height: at }
            : { top: 10.5, height: 3, left: FADER_CAP / 2, width: at }),
        }}
      />
      <Box
        sx={{
          position: 'absolute',
          bgcolor: colours.textFaint,
          ...(vertical
            ? { left: 4, right: 4, height: '1px', bottom: unity }
            : { top: 4, bottom: 4, width: '1px', left: unity }),
        }}
      />
      <Box
        sx={{
          position: 'absolute',
          ...along(at, FADER_CAP),
          m: vertical ? '0 3px' : '3px 0',
          borderRadius: 0.5,
          bgcolor: '#4a525b',
          border: '1px solid #626b75',
          '&::after': {
            content: '""',
            position: 'absolute',
            bgcolor: colours.text,
            ...(vertical
              ? { left: 2, right: 2, top: '50%', height: '1px' }
              : { top: 2, bottom: 2, left: '50%', width: '1px' }),
          },
        }}
      />
    </Box>
  );
}
