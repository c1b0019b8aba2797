import Box from '@mui/material/Box';
import { FADER_CAP } from './Fader';
import { colours, tabular } from './theme';
import { toFraction, type ValueRange } from './valueRange';

/** In the order in which they get room. */
const marks = [0, -72, 12, -12, -24, 6, -6, -48, -36, -18, 3, -3] as const;
/** CSS pixels between two figures */
const LEAST_GAP = 12;

/** The figures that fit beside a travel of so many pixels, each with its place from the lower end. */
export function marksFor(range: ValueRange, length: number): { db: number; at: number }[] {
  const shown: { db: number; at: number }[] = [];
  for (const db of marks) {
    const at = toFraction(range, db) * (length - FADER_CAP) + FADER_CAP / 2;
    if (shown.every((other) => Math.abs(other.at - at) >= LEAST_GAP)) shown.push({ db, at });
  }
  return shown;
}

/** The decibels beside a standing fader, where its cap stands at them. */
export function FaderScale({ range, length }: { range: ValueRange; length: number }) {
  return (
    <Box aria-hidden="true" sx={{ position: 'relative', width: 17, height: length, flex: 'none' }}>
      {marksFor(range, length).map(({ db, at }) => (
        <Box
          key={db}
          component="span"
          sx={{
            position: 'absolute',
            right: 0,
            bottom: at - 6,
            fontSize: 9.5,
            lineHeight: '12px',
            color: db === 0 ? colours.text : colours.textFaint,
            ...tabular,
          }}
        >
          {db <= range.min ? '∞' : Math.abs(db)}
        </Box>
      ))}
    </Box>
  );
}
